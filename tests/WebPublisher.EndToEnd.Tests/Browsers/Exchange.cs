namespace WebPublisher.EndToEnd.Tests.Browsers;

/// <summary>A response as the browser got it: header fields one by one, repeated ones repeated, and the body decoded from its content coding.</summary>
internal sealed record Exchange(string Method, string Url, int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)
{
    /// <summary>The values of a header field.</summary>
    public IEnumerable<string> Values(string name) =>
        Headers.Where(field => string.Equals(field.Key, name, StringComparison.OrdinalIgnoreCase)).Select(field => field.Value);
}
