using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using WebPublisher.Policy.Filtering;
using WebPublisher.Web.Bridging.Http1;
using WebPublisher.Web.Content;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Pipeline;

namespace WebPublisher.Web.Filtering;

/// <summary>Judges an answer by the filter of its section: its header, and its body as it comes, each piece before any of it is sent.</summary>
/// <param name="filter">The filter.</param>
internal sealed class AnswerFilter(HttpFilterPolicy filter) : ContentInspector
{
    private readonly WindowsExecutable? _executable = filter.BlockWindowsExecutables ? new() : null;
    private SignatureScan? _scan = filter.ResponseBody is { } signatures ? new SignatureScan(signatures) : null;

    /// <summary>
    /// Has the body of the answer to a request looked through, where its section's filter asks for that. The whole of it has to come then: who could have it in parts
    /// would have it past the filter (a server may ignore Range, RFC 9110 section 14.2).
    /// </summary>
    public static void Prepare(HttpFilterPolicy filter, PublishingContext context)
    {
        if (LooksIntoBodies(filter))
        {
            context.Inspectors = [.. context.Inspectors ?? [], new AnswerFilter(filter)];
            context.Http.Request.Headers.Remove(HeaderNames.Range);
            context.Http.Request.Headers.Remove(HeaderNames.IfRange);
        }
    }

    /// <summary>Judges the header of an answer, before anything is removed from it or translated.</summary>
    /// <returns>Why the answer is refused, or null.</returns>
    public static Denial? JudgeHeader(HttpFilterPolicy filter, ResponseHead head)
    {
        if (head.Status == StatusCodes.Status206PartialContent && LooksIntoBodies(filter))
        {
            return HttpFilter.Refuse("response body: a part (206) that was not asked for");
        }

        if (filter.DeniedResponseHeaders.IsEmpty && filter.ResponseHeaders.IsEmpty)
        {
            return null;
        }

        foreach (var field in head.Fields)
        {
            foreach (var name in filter.DeniedResponseHeaders)
            {
                if (name.Equals(field.Name, StringComparison.OrdinalIgnoreCase))
                {
                    return HttpFilter.Refuse($"response field {field.Name}: it does not pass");
                }
            }

            foreach (var (only, signatures) in filter.ResponseHeaders)
            {
                if ((only is null || only.Equals(field.Name, StringComparison.OrdinalIgnoreCase)) && FieldText.Find(signatures, field.Value) is { } found)
                {
                    return HttpFilter.Refuse($"response field {field.Name}: signature '{found.Name}'");
                }
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public override Denial? Inspect(ReadOnlySpan<byte> decoded)
    {
        if (_executable?.Add(decoded) == true)
        {
            return HttpFilter.Refuse("response body: a Windows program");
        }

        if (_scan is not { } scan || scan.IsOver)
        {
            return null;
        }

        var found = scan.Find(decoded);
        _scan = scan;
        return found is null ? null : HttpFilter.Refuse($"response body: signature '{found.Name}'");
    }

    /// <inheritdoc/>
    public override Denial? Unreadable(string why) => HttpFilter.Refuse($"response body: {why}");

    private static bool LooksIntoBodies(HttpFilterPolicy filter) => filter.ResponseBody is not null || filter.BlockWindowsExecutables;
}
