namespace WebPublisher.Web.VirtualPatches.AnySite;

/// <summary>XML that brings in what is not in it (CWE-611; CVE-2019-9670 is Zimbra's). No protocol of mail has document types: DAV, EWS, Autodiscover and SOAP do without.</summary>
internal sealed class ExternalEntity : RequestPatch
{
    public override int BodyWanted(PatchedRequest request) => request.HasXml ? XmlWanted : 0;

    public override PatchFinding? JudgeBody(PatchedRequest request, PatchedBody body) => request.HasXml && XmlProlog.IsDangerous(body.Text, body.IsCut || body.Text.Length >= XmlWanted) ? PatchFinding.Body : null;

    // More than any prolog has.
    private const int XmlWanted = 4 * 1024;
}
