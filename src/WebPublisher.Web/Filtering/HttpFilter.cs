using Microsoft.AspNetCore.Http;
using WebPublisher.Policy.Filtering;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Listeners;
using WebPublisher.Web.Pipeline;

namespace WebPublisher.Web.Filtering;

/// <summary>Judges the head of a request by the filter of the section it falls in. Details name the field and the reason; values of fields and queries are never among them.</summary>
public static class HttpFilter
{
    /// <summary>Judges what <c>explain</c> and <c>test</c> know as well: method and URL.</summary>
    /// <param name="filter">The section's filter, or null.</param>
    /// <param name="method">The method, as sent.</param>
    /// <param name="target">The canonical URL.</param>
    /// <returns>Why it is refused, or null.</returns>
    public static Denial? JudgeTarget(HttpFilterPolicy? filter, string method, CanonicalTarget target)
    {
        if (filter is null)
        {
            return null;
        }

        if (filter.Methods?.Allows(method) == false)
        {
            return Refuse($"method: {method} does not pass");
        }

        if (target.EncodedPath.Length > filter.MaximumUrl)
        {
            return Refuse($"url: {target.EncodedPath.Length} bytes, {filter.MaximumUrl} allowed");
        }

        if (target.Query.Length - 1 > filter.MaximumQuery)
        {
            return Refuse($"query: {target.Query.Length - 1} bytes, {filter.MaximumQuery} allowed");
        }

        if (filter.Extensions is { } extensions && RefusedExtension(extensions, target) is { } extension)
        {
            return Refuse($"extension: '{extension}' does not pass{(extension == FilterExtensions.None ? " (none)" : "")}");
        }

        if (filter.BlockHighBit && UrlText.HighBitPlace(target) is { } place)
        {
            return Refuse($"{place}: it decodes to more than ASCII");
        }

        if (filter.VerifyQuery && UrlText.ChangesTwice(target.Query))
        {
            return Refuse("query: it changes when it is decoded a second time");
        }

        return filter.Url is { } signatures && UrlText.Find(signatures, target) is { } found ? Refuse($"url: signature '{found.Name}'") : null;
    }

    /// <summary>Judges the header of a request, and the length its body is announced with.</summary>
    /// <returns>Why it is refused, or null.</returns>
    internal static Denial? JudgeHeader(HttpFilterPolicy filter, HttpRequest request)
    {
        if (request.ContentLength > filter.MaximumBody)
        {
            return Refuse($"body: {request.ContentLength} bytes announced, {filter.MaximumBody} allowed");
        }

        // What the listener takes at most need not be counted again.
        if (filter.MaximumHeaders < KestrelSettings.MaximumHeaderBytes && HeaderBytes(request.Headers) is var bytes && bytes > filter.MaximumHeaders)
        {
            return Refuse($"headers: {bytes} bytes, {filter.MaximumHeaders} allowed");
        }

        foreach (var name in filter.DeniedRequestHeaders)
        {
            if (request.Headers.ContainsKey(name))
            {
                return Refuse($"request field {name}: it does not pass");
            }
        }

        foreach (var (field, signatures) in filter.RequestHeaders)
        {
            if (FindIn(request.Headers, field, signatures) is { } refused)
            {
                return refused;
            }
        }

        return null;
    }

    /// <summary>A refusal by the filter.</summary>
    internal static Denial Refuse(string detail) => new(DenialReason.RejectedByFilter, detail);

    private static string? RefusedExtension(FilterExtensions extensions, CanonicalTarget target) => extensions.Refused(target.Path)
        ?? (ReferenceEquals(target.ReducedPath, target.Path) ? null : extensions.Refused(target.ReducedPath));

    private static long HeaderBytes(IHeaderDictionary fields)
    {
        const int Punctuation = 4;
        var bytes = 0L;
        foreach (var (name, values) in fields)
        {
            foreach (var value in values)
            {
                bytes += name.Length + value!.Length + Punctuation;
            }
        }

        return bytes;
    }

    private static Denial? FindIn(IHeaderDictionary fields, string? only, SignatureSet signatures)
    {
        if (only is not null)
        {
            return FindIn(only, fields[only], signatures);
        }

        foreach (var (name, values) in fields)
        {
            if (FindIn(name, values, signatures) is { } refused)
            {
                return refused;
            }
        }

        return null;
    }

    private static Denial? FindIn(string name, Microsoft.Extensions.Primitives.StringValues values, SignatureSet signatures)
    {
        foreach (var value in values)
        {
            if (FieldText.Find(signatures, value) is { } found)
            {
                return Refuse($"request field {name}: signature '{found.Name}'");
            }
        }

        return null;
    }
}
