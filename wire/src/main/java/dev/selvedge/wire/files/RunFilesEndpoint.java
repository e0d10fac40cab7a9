package dev.selvedge.wire.files;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.ObjectStore.Meta;
import dev.selvedge.domain.objects.ObjectStore.Presentation;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.files.ConsoleText;
import dev.selvedge.domain.runs.files.FileNames;
import dev.selvedge.domain.runs.files.RunFile;
import dev.selvedge.domain.runs.files.RunFileQueries;
import dev.selvedge.platform.Fault;
import dev.selvedge.wire.http.BaseUrl;
import dev.selvedge.wire.http.Callers;
import dev.selvedge.wire.http.FaultBody;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.springframework.web.HttpRequestHandler;

/**
 * {@code GET /files/<entity>/<project>/<run>/<file>}: files of runs by name, for those who may see the run. Clients
 * send their key here because the address is on the server's own origin; where the bytes lie in a bucket that clients reach,
 * they are sent on to it. {@code ?download} has a browser save the file rather than show it.
 */
public final class RunFilesEndpoint implements HttpRequestHandler {

    private static final String METHODS = "GET, HEAD";

    private final RunFileQueries files;
    private final ConsoleText console;
    private final BaseUrl baseUrl;
    private final ObjectSender sender;

    public RunFilesEndpoint(RunFileQueries files, ConsoleText console, ObjectStore store, BaseUrl baseUrl) {
        this.files = files;
        this.console = console;
        this.baseUrl = baseUrl;
        this.sender = new ObjectSender(store);
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String method = request.getMethod();
        if (method.equals("OPTIONS")) {
            Cors.preflight(response, METHODS);
            return;
        }
        Cors.allow(response);
        if (!method.equals("GET") && !method.equals("HEAD")) {
            FaultBody.refuseMethod(
                    request,
                    response,
                    METHODS,
                    "Files are read here with " + METHODS + "; uploads go to the URL that createRunFiles answers");
            return;
        }
        try {
            send(request, response, FilePath.of(request));
        } catch (Fault fault) {
            FaultBody.write(request, response, fault);
        } catch (RuntimeException accident) {
            FaultBody.writeAccident(request, response, accident);
        }
    }

    private void send(HttpServletRequest request, HttpServletResponse response, FilePath path) throws IOException {
        Caller caller = Callers.of(request);
        FileNames.check(path.file());
        Run run = files.run(caller, path.entity(), path.project(), path.run()).orElseThrow(() -> absent(caller, path));
        // the name keeps its address when its content changes: ask again, but send only what is new
        response.setHeader("Cache-Control", "private, no-cache");
        Optional<RunFile> file = files.find(run, path.file());
        if (file.isPresent()) {
            boolean inline = request.getParameter("download") == null;
            if (request.getMethod().equals("GET") && sentOn(request, response, file.get(), inline)) {
                return;
            }
            RunFile.Content content = file.get().content();
            Meta object = sender.find(content.key()).orElseThrow(() -> absent(caller, path));
            sender.send(request, response, object, new Presentation(path.file(), content.mimetype(), inline));
        } else if (path.file().equals(ConsoleText.FILE_NAME) && console.isThere(run)) {
            sendConsole(request, response, run);
        } else {
            throw absent(caller, path);
        }
    }

    /** False when the bytes pass through this server anyway. */
    private boolean sentOn(HttpServletRequest request, HttpServletResponse response, RunFile file, boolean inline) {
        String base = baseUrl.of(request);
        String link = files.link(file, base, inline);
        if (link.startsWith(base + "/")) {
            return false;
        }
        response.setStatus(HttpServletResponse.SC_FOUND);
        response.setHeader("Location", link);
        response.setHeader("Cache-Control", "no-store");
        return true;
    }

    /** The lines of a live run change while they are sent, so their length is not known beforehand. */
    private void sendConsole(HttpServletRequest request, HttpServletResponse response, Run run) throws IOException {
        SafeContent.declare(response, "text/plain", ConsoleText.FILE_NAME, true);
        if (request.getMethod().equals("GET")) {
            OutputStream out = new BufferedOutputStream(response.getOutputStream(), 64 * 1024);
            console.writeTo(run, out);
            out.flush();
        }
    }

    private static Fault absent(Caller caller, FilePath path) {
        return caller.isUnnamed()
                ? Fault.unauthenticated("Sign in or send an API key")
                : Fault.notFound("There is no file " + path.file() + " in " + path.entity() + "/" + path.project() + "/"
                        + path.run());
    }
}
