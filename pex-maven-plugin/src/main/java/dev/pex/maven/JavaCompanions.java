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
 * The Java companions of the models of an execution. All lie below one folder, whose parts become roots of the project.
 *
 * @param root the folder
 * @param javaPackage the package of all classes
 * @param withRunners whether the project has pex-compiler to run networks with
 */
record JavaCompanions(Path root, String javaPackage, boolean withRunners) {
    private static final String HELP =
            "choose another folder with -Dpex.javaOutputDirectory, or make this one writable";

    private static final String GROUP = "dev.pex";
    private static final String COMPILER = "pex-compiler";

    /** Companions for a project, with what its dependencies let them do. */
    static JavaCompanions of(MavenProject project, Path root, String javaPackage) {
        boolean withRunners = project.getDependencies().stream()
                .anyMatch(dependency ->
                        GROUP.equals(dependency.getGroupId()) && COMPILER.equals(dependency.getArtifactId()));
        return new JavaCompanions(root, CompanionNames.requirePackage("pex.javaPackage", javaPackage), withRunners);
    }

    /** What one model has in the folder. */
    static OutputFolder folderOf(Path root, String model) {
        return OutputFolder.shared(root, model, HELP);
    }

    /**
     * What no two models may both have, nor one twice: its books, and the file of its class. File systems may take upper
     * and lower case for the same.
     */
    List<Path> places(ModelRequest request) {
        CompanionNames names = names(request);
        return List.of(
                root.resolve(request.name()), root.resolve(names.constantsFile().toLowerCase(Locale.ROOT)));
    }

    /** Whether a companion is there that was made from the same. */
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

    /** The name of the class that everybody can use. */
    String className(ModelRequest request) {
        return names(request).constantsClass();
    }

    /** Makes what was written a part of the project, for the phases that come. */
    void addTo(MavenProject project) {
        project.addCompileSourceRoot(root.resolve(CompanionNames.MAIN).toString());
        if (!withRunners) {
            return;
        }
        project.addTestCompileSourceRoot(root.resolve(CompanionNames.TEST).toString());
        String resources = root.resolve(CompanionNames.RESOURCES).toString();
        // A second execution, or goal of the same build, may have come here before.
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
