using WebPublisher.Web.VirtualPatches.AnySite;

namespace WebPublisher.Web.VirtualPatches.Zimbra;

/// <summary>The classic client writes parameters into attributes (CVE-2022-24682 the calendar, CVE-2023-34192 the saving of drafts).</summary>
internal sealed class ZimbraCalendar() : ParameterPatch(["%"], forms: false)
{
    protected override bool Concerns(PatchedRequest request) => !request.IsQueryPlain && request.HasSegment("h");

    protected override bool Blocks(PatchedRequest request, in RequestParameter parameter) => Markup.IsIn(parameter.Value.Span) || (parameter.Value.Span.Contains('"') && parameter.Value.Span.ContainsAny("<>="));
}
