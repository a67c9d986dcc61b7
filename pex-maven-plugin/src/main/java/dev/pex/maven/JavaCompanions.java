package dev.pex.maven;

import dev.pex.compiler.Compilation;
import dev.pex.maven.batch.ModelRequest;
import dev.pex.maven.companion.Companion;
import dev.pex.maven.companion.CompanionNames;
import dev.pex.output.Changes;
import dev.pex.output.Fingerprint;
import dev.pex.output.OutputFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.maven.model.Resource;
import org.apache.maven.project.MavenProject;

/**
 * The Java companions of the models of an execution. All lie below one folder, whose subfolders become source and resource
 * roots of the project.
 *
 * @param root the folder
 * @param javaPackage the package of all classes
 * @param withRunners whether the project depends on pex-compiler, which runs networks
 */
record JavaCompanions(Path root, String javaPackage, boolean withRunners) {
    private static final String HELP =
            "choose another folder with -Dpex.javaOutputDirectory, or make this one writable";

    private static final String GROUP = "dev.pex";
    private static final String COMPILER = "pex-compiler";

    /** Companions for a project; its dependencies decide whether there are runners. */
    static JavaCompanions of(MavenProject project, Path root, String javaPackage) {
        boolean withRunners = project.getDependencies().stream()
                .anyMatch(dependency ->
                        GROUP.equals(dependency.getGroupId()) && COMPILER.equals(dependency.getArtifactId()));
        return new JavaCompanions(root, CompanionNames.requirePackage("pex.javaPackage", javaPackage), withRunners);
    }

    /** The files of one model in the folder. */
    static OutputFolder folderOf(Path root, String model) {
        return OutputFolder.shared(root, model, HELP);
    }

    /**
     * The places that a model claims: its records of written files, and the file of its class. Some file systems ignore case,
     * so the class is in lower case.
     */
    List<Path> places(ModelRequest request) {
        CompanionNames names = names(request);
        return List.of(
                root.resolve(request.name()), root.resolve(names.constantsFile().toLowerCase(Locale.ROOT)));
    }

    /** Whether a companion exists that was made from the same inputs. */
    boolean isCurrent(ModelRequest request, Fingerprint model) {
        return folderOf(root, request.name())
                .contentMadeFrom(inputs(model), names(request).constantsFile())
                .isPresent();
    }

    /** Writes the companion of a compiled model. */
    Changes write(ModelRequest request, Compilation compilation, Fingerprint model) {
        return folderOf(root, request.name())
                .replace(Companion.files(names(request), compilation, withRunners), inputs(model));
    }

    /** The name of the class with the constants. */
    String className(ModelRequest request) {
        return names(request).constantsClass();
    }

    /** Adds the written files to the project, for the phases that follow. */
    void addTo(MavenProject project) {
        project.addCompileSourceRoot(root.resolve(CompanionNames.MAIN).toString());
        if (!withRunners) {
            return;
        }
        project.addTestCompileSourceRoot(root.resolve(CompanionNames.TEST).toString());
        String resources = root.resolve(CompanionNames.RESOURCES).toString();
        // Another execution or goal of the same build may have added it before.
        if (project.getTestResources().stream().noneMatch(known -> resources.equals(known.getDirectory()))) {
            Resource resource = new Resource();
            resource.setDirectory(resources);
            project.addTestResource(resource);
        }
    }

    private CompanionNames names(ModelRequest request) {
        return new CompanionNames(javaPackage, request.name());
    }

    private Fingerprint inputs(Fingerprint model) {
        return Fingerprint.builder()
                .add("model", model.hex())
                .add("package", javaPackage)
                .add("runners", Boolean.toString(withRunners))
                .build();
    }
}
