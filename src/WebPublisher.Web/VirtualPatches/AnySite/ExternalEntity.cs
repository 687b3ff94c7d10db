namespace WebPublisher.Web.VirtualPatches.AnySite;

/// <summary>XML that brings in what is not in it (CWE-611; CVE-2019-9670 is Zimbra's). No protocol of mail has document types: DAV, EWS, Autodiscover and SOAP do without.</summary>
internal sealed class ExternalEntity : RequestPatch
{
    public override int BodyWanted(PatchedRequest request) => HasXml(request) ? XmlWanted : 0;

    public override PatchFinding? JudgeBody(PatchedRequest request, PatchedBody body) => HasXml(request) && XmlProlog.IsDangerous(body.Text, body.IsCut || body.Text.Length >= XmlWanted) ? PatchFinding.Body : null;

    // More than any prolog has.
    private const int XmlWanted = 4 * 1024;

    /// <summary>Whether the body is XML, by its media type, or by a path at which servers read nothing else whatever it is called.</summary>
    private static bool HasXml(PatchedRequest request) =>
        request.MediaType.Contains("xml", StringComparison.OrdinalIgnoreCase) || request.Path.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || request.Path.EndsWith(".asmx", StringComparison.OrdinalIgnoreCase);
}
