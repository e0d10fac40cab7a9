package dev.selvedge.wire.history;

import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunArchive;
import dev.selvedge.domain.runs.RunArchives;
import dev.selvedge.domain.runs.RunProjects;
import dev.selvedge.domain.runs.RunQueries;
import dev.selvedge.platform.Fault;
import dev.selvedge.wire.http.Callers;
import dev.selvedge.wire.http.FaultBody;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.web.HttpRequestHandler;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /api/history/archives?entity=…&project=…&run=…}: what rewinds cut off a run, the latest first. */
public final class RunArchivesEndpoint implements HttpRequestHandler {

    private final RunArchives archives;
    private final RunQueries runs;
    private final RunProjects projects;

    public RunArchivesEndpoint(RunArchives archives, RunQueries runs, RunProjects projects) {
        this.archives = archives;
        this.runs = runs;
        this.projects = projects;
    }

    record Answer(List<Entry> archives) {}

    /** @param rewoundTo the last step that the run kept */
    record Entry(int number, String archivedAt, long rewoundTo, long rows, Long lastStep) {
        static Entry of(RunArchive archive) {
            return new Entry(
                    archive.number(), archive.at().toString(), archive.rewoundTo(), archive.rows(), archive.lastStep());
        }
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            if (!request.getMethod().equals("GET")) {
                FaultBody.refuseMethod(request, response, "GET");
                return;
            }
            Answer answer =
                    new Answer(archives.of(run(request)).stream().map(Entry::of).toList());
            byte[] body = JsonMapper.shared().writeValueAsBytes(answer);
            response.setContentType("application/json");
            response.setHeader("Cache-Control", "no-store");
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        } catch (Fault fault) {
            FaultBody.write(request, response, fault);
        } catch (RuntimeException e) {
            FaultBody.writeAccident(request, response, e);
        }
    }

    private Run run(HttpServletRequest request) {
        String name = required(request, "run");
        Optional<ProjectId> project =
                projects.find(Callers.of(request), required(request, "entity"), required(request, "project"));
        return project.flatMap(found -> runs.find(Callers.of(request), found, name))
                .orElseThrow(() -> Fault.notFound("There is no run " + name + " in this project"));
    }

    private static String required(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        if (value == null || value.isBlank()) {
            throw Fault.invalid("\"" + name + "\" is missing");
        }
        return value;
    }
}
