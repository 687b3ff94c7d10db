namespace WebPublisher.Web.Pipeline;

/// <summary>The one form of a request's URL that is judged, logged and forwarded.</summary>
/// <param name="Host">Lower case, without port or trailing dot; IPv6 without brackets.</param>
/// <param name="Port">The port of the Host field, or null when none was given.</param>
/// <param name="Path">Decoded once, without dot segments; begins with a slash. What rules match.</param>
/// <param name="EncodedPath"><paramref name="Path"/>, percent-encoded again. What is forwarded.</param>
/// <param name="Query">As sent, with its question mark, or empty.</param>
public sealed record CanonicalTarget(string Host, int? Port, string Path, string EncodedPath, string Query)
{
    /// <summary>
    /// What a lenient back end may take <see cref="Path"/> for: without path parameters, empty segments, trailing dots and spaces, and ASP.NET's cookieless
    /// session segments. The same string as <see cref="Path"/> when it has none of these. Rules that deny match it as well; it is never forwarded.
    /// </summary>
    public string ReducedPath { get; init; } = Path;
}
