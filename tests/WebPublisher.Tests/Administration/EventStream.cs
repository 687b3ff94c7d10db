using System.Net;

namespace WebPublisher.Tests.Administration;

/// <summary>Server-sent events as somebody reads them.</summary>
internal sealed class EventStream(HttpResponseMessage answer) : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private StreamReader? _reader;

    /// <summary>The status of the answer.</summary>
    public HttpStatusCode Status => answer.StatusCode;

    /// <summary>What it says it is.</summary>
    public string? MediaType => answer.Content.Headers.ContentType?.MediaType;

    /// <summary>Reads on to the next event of a name.</summary>
    /// <returns>Its data; null when the stream has ended.</returns>
    public async Task<string?> NextAsync(string name)
    {
        while (await NextAsync() is { } next)
        {
            if (next.Name == name)
            {
                return next.Data;
            }
        }

        return null;
    }

    /// <summary>Reads the next event; null when the stream has ended.</summary>
    public async Task<(string Name, string Data)?> NextAsync()
    {
        _reader ??= new StreamReader(await answer.Content.ReadAsStreamAsync());
        var name = "";
        while (await _reader.ReadLineAsync().WaitAsync(s_patience) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                name = line["event: ".Length..];
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                return (name, line["data: ".Length..]);
            }
        }

        return null;
    }

    public void Dispose()
    {
        _reader?.Dispose();
        answer.Dispose();
    }
}
