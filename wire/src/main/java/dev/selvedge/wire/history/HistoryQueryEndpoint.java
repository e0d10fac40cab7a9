package dev.selvedge.wire.history;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunProjects;
import dev.selvedge.domain.runs.RunQueries;
import dev.selvedge.domain.runs.history.BucketQuery;
import dev.selvedge.domain.runs.history.BucketedSeries;
import dev.selvedge.domain.runs.history.HistoryReader;
import dev.selvedge.platform.Fault;
import dev.selvedge.wire.http.Callers;
import dev.selvedge.wire.http.FaultBody;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.HttpRequestHandler;

/** {@code POST /api/history/query}: the points of a chart, at most so many a series, in binary columns. */
public final class HistoryQueryEndpoint implements HttpRequestHandler {

    private static final int MOST_BODY_BYTES = 4 << 20;

    private final HistoryReader reader;
    private final RunQueries runs;
    private final RunProjects projects;

    public HistoryQueryEndpoint(HistoryReader reader, RunQueries runs, RunProjects projects) {
        this.reader = reader;
        this.runs = runs;
        this.projects = projects;
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            if (!request.getMethod().equals("POST")) {
                response.setHeader("Allow", "POST");
                response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
                return;
            }
            byte[] body = request.getInputStream().readNBytes(MOST_BODY_BYTES + 1);
            if (body.length > MOST_BODY_BYTES) {
                throw Fault.tooLarge("A history query may have up to " + MOST_BODY_BYTES + " bytes");
            }
            byte[] answer = answer(Callers.of(request), HistoryQuestion.parse(body));
            response.setContentType(ColumnsAnswer.CONTENT_TYPE);
            response.setHeader("Cache-Control", "no-store");
            response.setContentLength(answer.length);
            response.getOutputStream().write(answer);
        } catch (Fault fault) {
            FaultBody.write(request, response, fault);
        } catch (RuntimeException e) {
            FaultBody.writeAccident(request, response, e);
        }
    }

    private byte[] answer(Caller caller, HistoryQuestion question) {
        ProjectId project = projects.find(caller, question.entity(), question.project())
                .orElseThrow(
                        () -> Fault.notFound("There is no project " + question.entity() + "/" + question.project()));
        Map<String, Optional<Run>> named = new HashMap<>();
        List<BucketQuery.Series> found = new ArrayList<>();
        for (HistoryQuestion.Series series : question.series()) {
            named.computeIfAbsent(series.run(), name -> runs.find(caller, project, name))
                    .ifPresent(run -> found.add(
                            new BucketQuery.Series(run.history(), series.key(), known(question, series.run()))));
        }
        List<BucketedSeries> answers = reader.buckets(question.query(found));
        ColumnsAnswer columns = new ColumnsAnswer();
        int next = 0;
        for (HistoryQuestion.Series series : question.series()) {
            boolean there = named.get(series.run()).isPresent();
            // a run that was deleted a moment ago must not take the other runs' curves with it
            columns.add(series.run(), series.key(), there ? answers.get(next++) : BucketedSeries.NONE);
        }
        return columns.bytes();
    }

    private static String known(HistoryQuestion question, String run) {
        return question.known() == null ? null : question.known().get(run);
    }
}
