using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using WebPublisher.Policy.Listeners;
using WebPublisher.Policy.Rules;
using WebPublisher.Policy.Tests.Certificates.Peers;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Pipeline;
using WebPublisher.Web.Tests.Bridging;
using WebPublisher.Web.Tests.Testing;

namespace WebPublisher.Web.Tests.Pipeline;

public sealed class RequestLimitsTests
{
    private static readonly LimitsPolicy s_none = new() { MinimumRequestRate = null, MinimumResponseRate = null };
    private static readonly LimitsPolicy s_own = new() { MinimumRequestRate = new DataRate(1000, TimeSpan.FromSeconds(7)), MinimumResponseRate = new DataRate(2000, TimeSpan.FromSeconds(8)) };

    public static TheoryData<LimitsPolicy?, string> Rates => new()
    {
        { null, "240/5 240/5" },
        { new LimitsPolicy(), "240/5 240/5" },
        { s_own, "1000/7 2000/8" },
        { s_none, "none none" },
    };

    [Theory]
    [MemberData(nameof(Rates))]
    public async Task Kestrel_asks_for_the_rates_of_the_section(LimitsPolicy? limits, string rates)
    {
        using var authority = TestAuthority.Create();
        var listener = TestPolicy.Listener("https", ListenerProtocol.Https, "127.0.0.1:0") with { Certificates = [TestCertificates.ForListener("mail", authority.Issue("localhost"))] };
        await using var rig = await ListenerRig.StartAsync(
            http =>
            {
                Assert.Null(RequestLimits.Apply(http, PublishSection.Whole with { Limits = limits }));
                return http.Response.WriteAsync($"{Request(http)} {Response(http)}");
            },
            listener);
        using var client = new HttpClient(new SocketsHttpHandler
        {
#pragma warning disable CA5359 // Trust is not the subject here.
            SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true },
#pragma warning restore CA5359
        });

        // Streams of HTTP/2 have no rates of their own that could be set, which is no error.
        foreach (var (version, expected) in new[] { (HttpVersion.Version11, rates), (HttpVersion.Version20, "- -") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"https://{rig.EndPoint("https")}/") { Version = version, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
            using var response = await client.SendAsync(request);
            Assert.Equal(expected, await response.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task A_client_that_sends_too_slowly_gets_408_and_its_front_end_is_not_blamed()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        var limits = new LimitsPolicy { MinimumRequestRate = new DataRate(1_000_000, TimeSpan.FromSeconds(1.01)) };
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd, PublishSection.Whole with { Limits = limits }));

        var answer = await rig.AskAsync("POST / HTTP/1.1\r\nHost: mail.example.test\r\nContent-Length: 1000\r\n\r\nonly the beginning");

        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
        Assert.Contains("\r\nConnection: close\r\n", answer, StringComparison.Ordinal);
        Assert.Equal(DenialReason.BodyTooSlow, (await rig.Records.NextAsync()).Denial?.Reason);
        Assert.DoesNotContain(rig.Log.Events, static e => e.Id == 3004);
    }

    [Fact]
    public async Task A_section_that_asks_for_no_rate_waits_for_a_client_that_sends_nothing()
    {
        var received = new SemaphoreSlim(0);
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadHeaderAsync();
            received.Release();
            await connection.Stream.ReadExactlyAsync(new byte[4], connection.Stop);
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
        });

        // Kestrel looks at rates once a second. A limit that is set and not kept would have ended the request by then.
        var limits = new LimitsPolicy { MinimumRequestRate = null };
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd, PublishSection.Whole with { Limits = limits }));
        using var client = await rig.ConnectAsync();
        await client.GetStream().WriteAsync("POST / HTTP/1.1\r\nHost: mail.example.test\r\nConnection: close\r\nContent-Length: 4\r\n\r\n"u8.ToArray());
        await received.WaitAsync();
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes("body"));
        Assert.EndsWith("hello", await PublishingRig.ReadToEndAsync(client.GetStream()), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_body_over_HTTP_2_may_pause_for_longer_than_Kestrel_allows_where_its_section_asks_for_no_rate()
    {
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadHeaderAsync();
            await connection.Stream.ReadExactlyAsync(new byte[8], connection.Stop);
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
        });
        var section = PublishSection.Whole with { Limits = new LimitsPolicy { MinimumRequestRate = null } };
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd, section));
        using var client = rig.Http2Client();
        using var content = new StreamContent(new PausingStream("body", TimeSpan.FromSeconds(9))) { Headers = { ContentLength = 8 } };
        using var answer = await client.PostAsync("/", content);
        Assert.Equal((HttpStatusCode.OK, "hello"), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    private static string Request(HttpContext http) =>
        HttpProtocol.IsHttp2(http.Request.Protocol) ? "-" : Text(http.Features.GetRequiredFeature<IHttpMinRequestBodyDataRateFeature>().MinDataRate);

    private static string Response(HttpContext http) => http.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate ? Text(rate.MinDataRate) : "-";

    private static string Text(MinDataRate? rate) => rate is null ? "none" : $"{rate.BytesPerSecond}/{rate.GracePeriod.TotalSeconds}";

    /// <summary>A text, a pause, and the text again.</summary>
    private sealed class PausingStream(string text, TimeSpan pause) : MemoryStream(Encoding.ASCII.GetBytes(text + text))
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position == text.Length)
            {
                await Task.Delay(pause, TimeProvider.System, cancellationToken);
            }

            return Read(buffer.Span[..Math.Min(buffer.Length, text.Length)]);
        }

        public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
        {
            var buffer = new byte[text.Length];
            while (await ReadAsync(buffer, cancellationToken) is var read and > 0)
            {
                await destination.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                await destination.FlushAsync(cancellationToken);
            }
        }
    }
}
