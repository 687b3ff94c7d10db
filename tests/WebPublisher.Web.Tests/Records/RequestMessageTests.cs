using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Text;
using System.Text.RegularExpressions;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Records;

namespace WebPublisher.Web.Tests.Records;

public sealed class RequestMessageTests
{
    private static readonly FrozenSet<string> s_loggable = new[] { "_task" }.ToFrozenSet(StringComparer.Ordinal);
    private static readonly string[] s_words = ["", "a", "/owa/", "R\u00e8gle \u65e5", "\U0001f600", "evil\r\nhost", "\u202e", "2001:db8::1", "a:b", new('p', 300), new('p', 3000), new('p', 5000)];
    private static readonly string[] s_queries = ["", "?", "?_task=mail&_token=s3cret", "?\u65e5=1", $"?{new string('q', 3000)}"];
    private static readonly string?[] s_addresses = [null, "0.0.0.0", "192.0.2.1", "255.255.255.255", "10.20.100.9", "2001:db8::1", "fe80::1%3", "::ffff:192.0.2.1"];

    [Fact]
    public void The_text_is_the_template_with_the_values_of_the_message()
    {
        var random = new Random(1);
        for (var i = 0; i < 5000; i++)
        {
            var message = Any(random);
            var values = message.ToDictionary(value => value.Key, value => Convert.ToString(value.Value, CultureInfo.InvariantCulture));

            var expected = Regex.Replace(values["{OriginalFormat}"]!, "{(?<name>[A-Za-z]+)}", match => values[match.Groups["name"].Value]!);
            Assert.Equal(expected, message.ToString());
        }
    }

    [Fact]
    public void A_text_that_does_not_fit_says_so()
    {
        var message = new RequestMessage(TestRecord.Forwarded(), "GET", s_loggable, detail: null);
        var text = Encoding.UTF8.GetBytes(message.ToString());
        for (var length = 0; length < text.Length; length++)
        {
            Assert.False(message.TryWrite(new byte[length], out _));
        }

        var buffer = new byte[text.Length];
        Assert.True(message.TryWrite(buffer, out var written));
        Assert.Equal(text, buffer[..written]);
    }

    private static RequestMessage Any(Random random)
    {
        var address = Of(s_addresses);
        var record = new PublishingRecord
        {
            Reference = "R1",
            Started = default,
            Listener = Of(s_words),
            Client = address is null ? null : new IPEndPoint(IPAddress.Parse(address), random.Next(65536)),
            Protocol = Of("", "HTTP/1.1", "HTTP/2"),
            Scheme = Of("", "http", "https"),
            Host = Of(s_words),
            Path = Of(s_words),
            Query = Of(s_queries),
            TlsProtocol = Of<SslProtocols?>(null, SslProtocols.Tls12, SslProtocols.Tls13),
            CipherSuite = Of<TlsCipherSuite?>(null, TlsCipherSuite.TLS_AES_128_GCM_SHA256, TlsCipherSuite.TLS_CHACHA20_POLY1305_SHA256, TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, (TlsCipherSuite)0xFFFF),
            PolicyRevision = "0123456789ab",
            Rule = Of<string?>(null, Of(s_words)),
            Section = Of<string?>(null, Of(s_words)),
            Decision = Of(Enum.GetValues<PublishingDecision>()),
            Denial = Of<Denial?>(null, new Denial(Of(Enum.GetValues<DenialReason>()))),
            Firewall = Of<FirewallRecord?>(null, new FirewallRecord { Mode = default, Verdict = Of(Enum.GetValues<FirewallVerdict>()), InboundScore = random.Next(100) }),
            Farm = Of<string?>(null, "farm"),
            FrontEnd = Of<string?>(null, "owafe01.nwtraders.com:443"),
            Attempts = random.Next(4),
            Status = random.Next(1000),
            RequestBytes = random.NextInt64(),
            ResponseBytes = random.Next(10_000),
            Duration = TimeSpan.FromMicroseconds(random.Next(10_000_000)),
            FrontEndDuration = Of<TimeSpan?>(null, TimeSpan.FromMicroseconds(random.Next(10_000))),
            TraceId = Of<string?>(null, "0af7651916cd43dd8448eb211c80319c"),
        };
        return new RequestMessage(record, Of("GET", "OPTIONS", ""), s_loggable, Of<string?>(null, "SAN is owafe09"));

        T Of<T>(params ReadOnlySpan<T> choices) => choices[random.Next(choices.Length)];
    }
}
