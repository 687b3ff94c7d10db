using System.Net;
using WebPublisher.Web.Pipeline;
using WebPublisher.Web.Rules;
using WebPublisher.Web.Tests.Testing;

namespace WebPublisher.Web.Tests.Rules;

internal static class Ask
{
    /// <summary>A Saturday, 11:00 in Berlin.</summary>
    public static readonly DateTimeOffset Saturday = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    public static RuleQuery About(string url, string method = "GET", string client = "192.0.2.9", int? keyBits = null)
    {
        var uri = new Uri(url);
        Assert.True(CanonicalTarget.TryParse(new Authority(uri.Host, null), uri.PathAndQuery, out var target, out _));
        return new RuleQuery
        {
            Listener = uri.Scheme == "https" ? TestPolicy.Https : TestPolicy.Http,
            Target = target,
            Method = method,
            Client = IPAddress.Parse(client),
            Instant = Saturday,
            KeyBits = keyBits,
        };
    }
}
