using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Policy.Compilation;

/// <summary>Compiles <c>rateLimits</c>.</summary>
internal static class RateLimitsCompiler
{
    private const int UsualRequests = 1200;
    private static readonly TimeSpan UsualPeriod = TimeSpan.FromMinutes(1);

    /// <summary>Compiles the limits of a section; null when it has none.</summary>
    public static RateLimitsPolicy? Compile(RateLimitsDocument? document, CompilationContext context)
    {
        if (document is null)
        {
            return null;
        }

        var except = document.Except.Select(context.ClientAddressSets.Resolve).OfType<ClientAddressSet>().ToList();
        foreach (var cookie in document.SessionCookies.Where(c => !HeaderText.IsToken(c.Value)))
        {
            context.Diagnostics.Error(cookie.Location, $"{Quoted.Text(cookie.Value)} is not the name of a cookie");
        }

        if (document.Enabled?.Value == false)
        {
            return null;
        }

        if (document.PerClient is null && document.PerUser is null)
        {
            context.Diagnostics.Error(document.Start, "rate limits without a limit; add perClient: {} or perUser: {}");
        }

        return new RateLimitsPolicy
        {
            PerClient = Limit(document.PerClient),
            PerUser = Limit(document.PerUser),
            SessionCookies = [.. document.SessionCookies.Select(c => c.Value)],
            Except = [.. except],
        };
    }

    private static RateLimit? Limit(RateLimitDocument? document)
    {
        if (document is null)
        {
            return null;
        }

        var requests = document.Requests?.Value ?? UsualRequests;
        return new RateLimit(requests, document.Period?.Value ?? UsualPeriod, document.Burst?.Value ?? requests, document.Concurrent?.Value);
    }
}
