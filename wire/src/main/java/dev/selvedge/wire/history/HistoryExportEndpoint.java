package dev.selvedge.wire.history;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunArchives;
import dev.selvedge.domain.runs.RunProjects;
import dev.selvedge.domain.runs.RunQueries;
import dev.selvedge.domain.runs.history.HistoryExport;
import dev.selvedge.domain.runs.history.HistoryId;
import dev.selvedge.platform.Fault;
import dev.selvedge.wire.http.Callers;
import dev.selvedge.wire.http.FaultBody;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.springframework.web.HttpRequestHandler;

/** {@code GET /api/history/export}: whole histories of a set of runs as one file, streamed. */
public final class HistoryExportEndpoint implements HttpRequestHandler {

    private final HistoryExport export;
    private final RunQueries runs;
    private final RunProjects projects;
    private final RunArchives archives;

    public HistoryExportEndpoint(HistoryExport export, RunQueries runs, RunProjects projects, RunArchives archives) {
        this.export = export;
        this.runs = runs;
        this.projects = projects;
        this.archives = archives;
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            if (!request.getMethod().equals("GET")) {
                FaultBody.refuseMethod(request, response, "GET");
                return;
            }
            ExportWish wish = ExportWish.of(parameters(request));
            List<HistoryExport.Source> sources = sources(Callers.of(request), wish);
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("Content-Disposition", "attachment; filename=\"" + wish.fileName() + "\"");
            response.setContentType(wish.contentType());
            if (wish.isLines()) {
                export.lines(wish.stream(), sources, response.getOutputStream());
            } else {
                export.parquet(wish.stream(), sources, wish.keys(), response.getOutputStream());
            }
        } catch (Fault fault) {
            FaultBody.write(request, response, fault);
        } catch (UncheckedIOException e) {
            // the client is gone, which is no accident of ours
            throw e.getCause();
        } catch (RuntimeException e) {
            FaultBody.writeAccident(request, response, e);
        }
    }

    private static Map<String, String[]> parameters(HttpServletRequest request) {
        try {
            return request.getParameterMap();
        } catch (IllegalStateException e) {
            throw Fault.invalid("The address has too many parameters, or one that cannot be read");
        }
    }

    private List<HistoryExport.Source> sources(Caller caller, ExportWish wish) {
        ProjectId project = projects.find(caller, wish.entity(), wish.project())
                .orElseThrow(() -> Fault.notFound("There is no project " + wish.entity() + "/" + wish.project()));
        Map<String, Run> found = runs.find(caller, project, wish.runs());
        return wish.runs().stream()
                .distinct()
                .map(name -> new HistoryExport.Source(name, history(found.get(name), name, wish)))
                .toList();
    }

    private HistoryId history(Run run, String name, ExportWish wish) {
        if (run == null) {
            throw Fault.notFound("There is no run " + name + " in this project");
        }
        return wish.archive() == null
                ? run.history()
                : archives.require(run, wish.archive()).history();
    }
}
