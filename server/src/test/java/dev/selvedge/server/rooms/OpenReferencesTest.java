package dev.selvedge.server.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.artifacts.ReferenceLinks;
import dev.selvedge.domain.objects.PlaceId;
import dev.selvedge.domain.objects.UrlSigner;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.server.Settings;
import dev.selvedge.server.StartFailure;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenReferencesTest {

    private static final ProjectId OURS = new ProjectId(1);
    private static final ProjectId THEIRS = new ProjectId(2);
    private static final PlaceId PLACE = new PlaceId(7);
    private static final String HOME = "s3://key:secret@127.0.0.1:9/all/selvedge";

    private final UrlSigner signer = new UrlSigner(new byte[32], null, Clock.systemUTC());

    private ReferenceLinks links(List<String> open, KeptBucket... buckets) {
        List<ReferenceAddress> folders = open.stream()
                .map(each -> ReferenceAddress.parse(each).orElseThrow().folder())
                .toList();
        return new OpenReferences(
                folders,
                () -> List.of(buckets),
                project -> project.equals(OURS) ? Optional.of(PLACE) : Optional.empty(),
                address -> Buckets.whole(address, signer));
    }

    private static KeptBucket kept(String address, PlaceId place) {
        return new KeptBucket(Buckets.folder(address), place, 1, address);
    }

    @Test
    void whatTheOperatorOpenedIsSignedAndNothingElse() {
        ReferenceLinks links = links(List.of("s3://all/shared"), kept(HOME, null));
        assertThat(links.link(THEIRS, "s3://all/shared/a b.csv", "a b.csv").orElseThrow())
                .startsWith("http://127.0.0.1:9/all/shared/a%20b.csv?")
                .contains("X-Amz-Signature=");
        for (String closed : List.of(
                "s3://all/private/a.csv",
                "s3://all/shared-not/a.csv",
                "s3://all/shared/../private/a.csv",
                "s3://all/shared/",
                "s3://all/shared",
                "s3://other/shared/a.csv",
                "gs://all/shared/a.csv",
                "https://example.org/shared/a.csv",
                "file:///shared/a.csv",
                "")) {
            assertThat(links.link(THEIRS, closed, "a.csv")).as(closed).isEmpty();
        }
    }

    @Test
    void theServersOwnObjectsAreNeverOpened() {
        ReferenceLinks below = links(List.of("s3://all"), kept(HOME, null));
        assertThat(below.link(OURS, "s3://all/selvedge/runs/1/files/x", "x")).isEmpty();
        assertThat(below.link(OURS, "s3://all/data/x", "x")).isPresent();
        ReferenceLinks root = links(List.of("s3://all"), kept("s3://key:secret@127.0.0.1:9/all", null));
        assertThat(root.link(OURS, "s3://all/wandb_artifacts/1/x", "x")).isEmpty();
        assertThat(root.link(OURS, "s3://all/histories/1/x", "x")).isEmpty();
        assertThat(root.link(OURS, "s3://all/data/x", "x")).isPresent();
        ReferenceLinks shared = links(List.of("s3://all"), kept(HOME, null), kept(HOME + "-team", PLACE));
        assertThat(shared.link(OURS, "s3://all/selvedge-team/runs/1/x", "x"))
                .as("nor those of a team in the same bucket")
                .isEmpty();
    }

    @Test
    void aTeamsBucketIsOpenedForItsOwnProjectsAlone() {
        ReferenceLinks links =
                links(List.of("s3://team/data"), kept(HOME, null), kept("s3://k:s@127.0.0.1:8/team/objects", PLACE));
        assertThat(links.link(OURS, "s3://team/data/x", "x").orElseThrow())
                .startsWith("http://127.0.0.1:8/team/data/x?");
        assertThat(links.link(THEIRS, "s3://team/data/x", "x")).isEmpty();
    }

    @Test
    void blobsOfAzureAreNamedByTheirUrl() {
        String address = "az://account:a2V5@account/container/selvedge";
        ReferenceLinks links =
                links(List.of("https://account.blob.core.windows.net/container/shared/"), kept(address, null));
        assertThat(links.link(OURS, "https://account.blob.core.windows.net/container/shared/a%20b.txt", "a b.txt")
                        .orElseThrow())
                .startsWith("https://account.blob.core.windows.net/container/shared%2Fa%20b.txt?")
                .contains("sp=r")
                .contains("sig=");
        assertThat(links.link(OURS, "https://account.blob.core.windows.net/container/%2e%2e/x", "x"))
                .isEmpty();
    }

    @Test
    void theStartSaysWhatIsWrongWithTheSetting() {
        refuses("must not open the server's own objects", HOME, false, "s3://all");
        refuses("must not open the server's own objects", HOME, false, "s3://all/selvedge/x");
        refuses("must not open the server's own objects", "s3://all", false, "s3://all/runs");
        refuses("names folders of buckets", HOME, false, "all/shared");
        refuses("cannot reach", HOME, true, "s3://all/shared");
        assertThat(of(HOME, false)).isSameAs(ReferenceLinks.NONE);
        assertThat(of(HOME, false, "s3://all/shared").link(OURS, "s3://elsewhere/x", "x"))
                .isEmpty();
    }

    private void refuses(String words, String bucket, boolean proxy, String folder) {
        assertThatThrownBy(() -> of(bucket, proxy, folder))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(words);
    }

    private ReferenceLinks of(String bucket, boolean proxy, String... open) {
        Settings.Objects settings = new Settings.Objects(bucket, null, proxy, List.of(open));
        return OpenReferences.of(settings, null, place -> "", project -> Optional.empty(), signer, Clock.systemUTC());
    }
}
