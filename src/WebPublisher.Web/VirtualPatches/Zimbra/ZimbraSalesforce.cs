namespace WebPublisher.Web.VirtualPatches.Zimbra;

/// <summary>The logon to Salesforce asks the server it is told, and checks only how its name ends, fragment included (CVE-2023-29382).</summary>
internal sealed class ZimbraSalesforce() : ParameterPatch(["server"], forms: true)
{
    protected override bool Concerns(PatchedRequest request) => request.HasSegment("sfdc_preauth.jsp");

    protected override bool Blocks(PatchedRequest request, in RequestParameter parameter)
    {
        if (!parameter.Is("server"))
        {
            return false;
        }

        var server = parameter.Value.Span;
        server = server.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? server["https://".Length..] : server;
        var slash = server.IndexOf('/');
        var host = slash < 0 ? server : server[..slash];
        return !NamedText.IsOnly(host, ".-") || !host.EndsWith(".salesforce.com", StringComparison.OrdinalIgnoreCase);
    }
}
