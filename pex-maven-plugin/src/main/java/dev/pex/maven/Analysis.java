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

/** Prints the report of each model and writes it as JSON. */
record Analysis() implements Goal {
    @Override
    public void handle(PexBuild build, List<ModelRequest> requests, boolean folderRun) throws BuildFailure {
        build.handleAll(requests, folderRun, request -> analyze(build, request));
    }

    private static Figures analyze(PexBuild build, ModelRequest request) {
        Task task = build.task(request);
        CompilerOptions options = task.options();
        Report report =
                build.analyze(task.source(), options.withoutArenaBudget()).report();
        build.folderOf(request, task).add(PexBuild.textFile("report.json", ReportJson.of(report)));
        ReportText.of(report).lines().forEach(build.log()::info);
        ArenaBudget.violation(report, options.arenaBudget()).ifPresent(violation -> {
            throw new DiagnosticException(violation);
        });
        return Figures.of(report);
    }
}
