using System.Text;
using WebPublisher.Web.Bridging.Http1;
using WebPublisher.Web.Content;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Tests.Bridging;

namespace WebPublisher.Web.Tests.Content;

public sealed class ContentInspectorTests
{
    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("identity")]
    public async Task An_inspector_sees_what_was_coded_and_the_client_gets_it_as_it_was(string coding)
    {
        var page = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 20000)));
        var coded = coding == "identity" ? page : Coded.By(coding, page);
        await using var frontEnd = Serving(coded, $"Content-Encoding: {coding}\r\nETag: \"1\"\r\n");
        await using var farm = await PublishedFarm.StartAsync(PublishedFarm.Farmed(frontEnd.Authority));
        var inspector = new Reader();
        farm.Inspectors = () => [inspector];

        using var response = await farm.Client.GetAsync(new Uri("/", UriKind.Relative));

        Assert.Equal(coded, await response.Content.ReadAsByteArrayAsync());
        Assert.Equal(coded.Length, response.Content.Headers.ContentLength);
        Assert.Equal("\"1\"", response.Headers.ETag!.ToString());
        Assert.Equal(page, inspector.Seen.ToArray());
        Assert.True(inspector.IsComplete);
    }

    [Fact]
    public async Task Nothing_of_what_is_refused_at_once_is_sent_and_the_connection_is_not_used_again()
    {
        await using var frontEnd = Serving(Coded.By("gzip", "MZ\0\0"u8.ToArray()), "Content-Encoding: gzip\r\nX-Inner: 1\r\n");
        await using var farm = await PublishedFarm.StartAsync(PublishedFarm.Farmed(frontEnd.Authority));
        farm.Inspectors = () => [new Reader { Refuses = "MZ" }];

        using var response = await farm.Client.GetAsync(new Uri("/", UriKind.Relative));
        await farm.GetAsync();

        Assert.Equal((403, nameof(DenialReason.DeniedByRule)), ((int)response.StatusCode, await response.Content.ReadAsStringAsync()));
        Assert.DoesNotContain("X-Inner", response.ToString());
        Assert.Equal(2, frontEnd.Connections);
    }

    [Fact]
    public async Task What_is_refused_later_breaks_off()
    {
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nbegin\r\n");
            await goOn.Task;
            await connection.WriteAsync("7\r\nEVIL...\r\n0\r\n\r\n");
        });
        await using var farm = await PublishedFarm.StartAsync(PublishedFarm.Farmed(frontEnd.Authority));
        farm.Inspectors = () => [new Reader { Refuses = "EVIL" }];

        using var response = await farm.Client.GetAsync(new Uri("/", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        goOn.SetResult();

        await Assert.ThrowsAsync<HttpRequestException>(() => response.Content.ReadAsStringAsync());
        Assert.Equal(DenialReason.DeniedByRule, farm.Records.Single().Denial?.Reason);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK", "Content-Encoding: zstd\r\n", "a content coding that is not read")]
    [InlineData("HTTP/1.1 206 Partial Content", "Content-Encoding: gzip\r\nContent-Range: bytes 5-7/9\r\n", "a part (206) of a coded body")]
    public async Task An_inspector_decides_on_what_it_cannot_see(string status, string fields, string why)
    {
        await using var frontEnd = Serving("..."u8.ToArray(), fields, status);
        await using var farm = await PublishedFarm.StartAsync(PublishedFarm.Farmed(frontEnd.Authority));
        var lenient = new Reader();

        farm.Inspectors = () => [lenient];
        Assert.Equal("...", await farm.GetAsync());
        farm.Inspectors = () => [new Reader { Refuses = why }];
        Assert.Equal(nameof(DenialReason.DeniedByRule), await farm.GetAsync());

        Assert.Empty(lenient.Seen.ToArray());
    }

    [Fact]
    public async Task An_inspector_that_does_not_want_an_answer_is_not_asked()
    {
        await using var frontEnd = Serving("MZ"u8.ToArray(), "Content-Type: image/png\r\n");
        await using var farm = await PublishedFarm.StartAsync(PublishedFarm.Farmed(frontEnd.Authority));
        farm.Inspectors = () => [new Reader { Refuses = "MZ", Unwanted = "image/png" }];

        Assert.Equal("MZ", await farm.GetAsync());
    }

    private static RawFrontEnd Serving(byte[] body, string fields, string status = "HTTP/1.1 200 OK") => RawFrontEnd.Serving(async connection =>
    {
        while (await connection.ReadRequestAsync() is not null)
        {
            await connection.WriteAsync($"{status}\r\nContent-Length: {body.Length}\r\n{fields}\r\n");
            await connection.Stream.WriteAsync(body, connection.Stop);
        }
    });

    private sealed class Reader : ContentInspector
    {
        public MemoryStream Seen { get; } = new();

        public bool IsComplete { get; private set; }

        public string Refuses { get; init; } = "nothing that occurs";

        public string Unwanted { get; init; } = "nothing that occurs";

        public override bool Wants(ResponseHead head) => !head.Fields.Any(field => field.Value == Unwanted);

        public override Denial? Inspect(ReadOnlySpan<byte> decoded)
        {
            Seen.Write(decoded);
            return decoded.IndexOf(Encoding.ASCII.GetBytes(Refuses)) >= 0 ? new Denial(DenialReason.DeniedByRule) : null;
        }

        public override Denial? Complete()
        {
            IsComplete = true;
            return null;
        }

        public override Denial? Unreadable(string why) => why == Refuses ? new Denial(DenialReason.DeniedByRule) : null;
    }
}
