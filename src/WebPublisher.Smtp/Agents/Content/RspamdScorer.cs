using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;

namespace WebPublisher.Smtp.Agents.Content;

/// <summary>Asks a rspamd (<c>POST /checkv2</c>); what it is told of the envelope stands in fields of the request.</summary>
[SuppressMessage("Design", "CA1001", Justification = "It lives as long as the sessions that began with its policy; connections that nobody uses close themselves.")]
internal sealed class RspamdScorer : IExternalScorer
{
    private const int LongestAnswer = 1024 * 1024;

    private readonly HttpClient _client;
    private readonly Uri _address;

    public RspamdScorer(Uri address, int requests)
    {
        _address = new Uri(address, "/checkv2");

        // Nothing of the environment: no proxy, no redirection elsewhere, no cookies.
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            UseCookies = false,
            MaxConnectionsPerServer = requests,
            MaxResponseHeadersLength = 16,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        };
        _client = new HttpClient(handler) { MaxResponseContentBufferSize = LongestAnswer, Timeout = Timeout.InfiniteTimeSpan };
    }

    public async ValueTask<ExternalScore> ScoreAsync(ScorerQuestion question, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _address) { Content = new StreamContent(question.Open()) };
        request.Content.Headers.ContentLength = question.Length;
        Add(request.Headers, "IP", question.Client.ToString());
        Add(request.Headers, "Helo", question.ClientName);
        Add(request.Headers, "From", question.Sender);
        Add(request.Headers, "MTA-Name", question.Server);
        Add(request.Headers, "Queue-Id", question.Reference);
        foreach (var recipient in question.Recipients)
        {
            Add(request.Headers, "Rcpt", recipient);
        }

        try
        {
            using var response = await _client.SendAsync(request, cancellation);
            var answer = await response.Content.ReadAsByteArrayAsync(cancellation);
            return response.IsSuccessStatusCode ? RspamdAnswer.Parse(answer) : throw new ScorerException($"rspamd answered {(int)response.StatusCode}");
        }
        catch (HttpRequestException e)
        {
            throw new ScorerException(e.InnerException?.Message ?? e.Message, e);
        }
    }

    /// <summary>A field of HTTP holds visible ASCII; an address that does not fit is left out.</summary>
    private static void Add(HttpRequestHeaders headers, string name, string value)
    {
        if (value.Length > 0 && !value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            headers.TryAddWithoutValidation(name, value);
        }
    }
}
