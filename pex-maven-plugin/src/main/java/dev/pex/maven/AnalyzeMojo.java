package dev.pex.maven;

import dev.pex.compiler.ArenaBudget;
import dev.pex.compiler.CompilerOptions;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.maven.batch.ModelRequest;
import dev.pex.report.Figures;
import dev.pex.report.Report;
import dev.pex.report.ReportJson;
import dev.pex.report.ReportText;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugin.BuildPluginManager;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.project.ProjectDependenciesResolver;

/**
 * Prints what each model needs: operators with shapes, multiply-accumulates, weights and live bytes,
 * then the peak and who sets it. Writes the same as {@code report.json}; generates no code. A model above
 * the arena's budget is shown too, and fails the build then.
 */
@Mojo(name = "analyze", requiresProject = false, threadSafe = true)
public final class AnalyzeMojo extends AbstractPexMojo {
    @Inject
    public AnalyzeMojo(BuildPluginManager plugins, ProjectDependenciesResolver resolver) {
        super(plugins, resolver);
    }

    @Override
    String folderInBuild() {
        return "pex";
    }

    @Override
    void handle(List<ModelRequest> requests, boolean folderRun) throws MojoExecutionException, MojoFailureException {
        handleAll(requests, folderRun, this::analyze);
    }

    private Figures analyze(ModelRequest request) {
        Task task = task(request);
        CompilerOptions options = task.options();
        Report report = analyze(task.source(), options.withoutArenaBudget()).report();
        folderOf(request, task).add(textFile("report.json", ReportJson.of(report)));
        ReportText.of(report).lines().forEach(getLog()::info);
        ArenaBudget.violation(report, options.arenaBudget()).ifPresent(violation -> {
            throw new DiagnosticException(violation);
        });
        return Figures.of(report);
    }
}
