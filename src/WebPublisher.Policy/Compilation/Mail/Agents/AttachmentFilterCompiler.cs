using System.Collections.Frozen;
using WebPublisher.Policy.Compilation.Mail.Screening;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Documents.Mail.Agents;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Policy.Mail.Screening;

namespace WebPublisher.Policy.Compilation.Mail.Agents;

/// <summary>Compiles an <c>attachmentFilter</c> agent.</summary>
internal static class AttachmentFilterCompiler
{
    // Names and types that Exchange's edge server refuses by default: programs, scripts, and what starts them when it is opened.
    private const string DefaultExtensions =
        "ade adp app asx bas bat chm cmd com cpl crt csh exe fxp hlp hta inf ins isp js jse ksh lnk mda mdb mde mdt mdw mdz msc msi msp mst ops pcd pif prf prg ps1 ps1xml "
        + "ps11 ps11xml ps2 ps2xml psc1 psc2 reg scf scr sct shb shs url vb vbe vbs wsc wsf wsh xnk";

    private const string DefaultTypes =
        "application/hta application/javascript application/msaccess application/prg application/x-javascript application/x-msdownload message/partial text/javascript "
        + "text/scriptlet application/x-internet-signup text/x-internet-signup";

    /// <summary>Compiles it; null after an error in all of it.</summary>
    /// <param name="document">What was written; null when it had errors.</param>
    /// <param name="location">Where the agent is declared.</param>
    /// <param name="diagnostics">Where errors and warnings go.</param>
    public static AttachmentFilterPolicy? Compile(AttachmentFilterDocument? document, SourceLocation location, DiagnosticList diagnostics)
    {
        if (document is null)
        {
            return null;
        }

        var usual = new AttachmentFilterPolicy { Location = location };
        var defaults = document.Defaults?.Value ?? true;
        var types = AttachmentPatterns.ContentTypes(document.ContentTypes, diagnostics);
        var action = document.Action?.Value ?? usual.Action;
        if (!defaults && document.Names.Count + document.ContentTypes.Count == 0)
        {
            diagnostics.Warning(document.Start, "this attachment filter changes nothing: it has neither defaults nor names nor contentTypes");
        }

        if (document.OnUnalterable is { } unalterable && action != AttachmentAction.Strip)
        {
            diagnostics.Warning(unalterable.Location, "onUnalterable means something with action: strip only");
        }

        if (document.Response is { } response && (response.Value.Length > AttachmentFilterPolicy.MaximumResponse || response.Value.Any(c => c is < ' ' or > '~')))
        {
            diagnostics.Error(response.Location, $"a text for clients has 1 to {AttachmentFilterPolicy.MaximumResponse} characters of printable ASCII; this one has {response.Value.Length}");
        }

        return usual with
        {
            Extensions = defaults ? DefaultExtensions.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase) : FrozenSet<string>.Empty,
            Names = AttachmentPatterns.Names(document.Names, diagnostics),
            ContentTypes = defaults ? [.. BuiltInTypes(), .. types] : types,
            Programs = defaults,
            InArchives = document.InArchives?.Value ?? usual.InArchives,
            Action = action,
            OnUnalterable = document.OnUnalterable?.Value ?? usual.OnUnalterable,
            Response = document.Response?.Value ?? usual.Response,
        };
    }

    private static IEnumerable<MediaTypePattern> BuiltInTypes()
    {
        foreach (var text in DefaultTypes.Split(' '))
        {
            _ = MediaTypePattern.TryParse(text, out var pattern);
            yield return pattern;
        }
    }
}
