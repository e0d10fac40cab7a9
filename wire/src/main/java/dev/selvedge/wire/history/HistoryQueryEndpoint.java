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
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
                FaultBody.refuseMethod(request, response, "POST");
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
        Map<String, Run> named = runs.find(caller, project, names(question));
        ColumnsAnswer columns = new ColumnsAnswer();
        addSeries(question, named, columns);
        addGroups(question, named, columns);
        return columns.bytes();
    }

    private static Set<String> names(HistoryQuestion question) {
        return question.series().stream().map(HistoryQuestion.Series::run).collect(Collectors.toSet());
    }

    /** A run that was deleted a moment ago must not take the other runs' curves with it. */
    private void addSeries(HistoryQuestion question, Map<String, Run> named, ColumnsAnswer columns) {
        List<HistoryQuestion.Series> single =
                question.series().stream().filter(it -> it.group() == null).toList();
        List<BucketQuery.Series> found = single.stream()
                .filter(it -> named.containsKey(it.run()))
                .map(it -> series(named, it, known(question, it.run())))
                .toList();
        Iterator<BucketedSeries> answers = reader.buckets(question.query(found)).iterator();
        for (HistoryQuestion.Series series : single) {
            boolean there = named.containsKey(series.run());
            columns.add(series.run(), series.key(), there ? answers.next() : BucketedSeries.NONE);
        }
    }

    private void addGroups(HistoryQuestion question, Map<String, Run> named, ColumnsAnswer columns) {
        Map<String, List<BucketQuery.Series>> groups = new LinkedHashMap<>();
        for (HistoryQuestion.Series series : question.series()) {
            if (series.group() != null) {
                List<BucketQuery.Series> members = groups.computeIfAbsent(series.group(), group -> new ArrayList<>());
                if (named.containsKey(series.run())) {
                    members.add(series(named, series, null));
                }
            }
        }
        groups.forEach((group, members) -> columns.addGroup(group, reader.aggregate(question.aggregate(members))));
    }

    private static BucketQuery.Series series(Map<String, Run> named, HistoryQuestion.Series series, String known) {
        return new BucketQuery.Series(named.get(series.run()).history(), series.key(), known);
    }

    private static String known(HistoryQuestion question, String run) {
        return question.known() == null ? null : question.known().get(run);
    }
}
