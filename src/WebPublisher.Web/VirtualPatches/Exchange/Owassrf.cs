namespace WebPublisher.Web.VirtualPatches.Exchange;

/// <summary>Remote PowerShell by way of OWA's explicit logon (CVE-2022-41080): in the path, or in the field that stands for it.</summary>
internal sealed class Owassrf : RequestPatch
{
    private const string ExplicitLogon = "X-OWA-ExplicitLogonUser";

    public override PatchFinding? JudgeHead(PatchedRequest request)
    {
        if (request.IsBelow("/owa") && (request.HasSegment("powershell") || (!request.IsQueryPlain && request.Decoded.Contains("/powershell", StringComparison.OrdinalIgnoreCase))))
        {
            return PatchFinding.Path;
        }

        foreach (var value in request.Fields[ExplicitLogon])
        {
            if (value is not null && RepeatedDecoding.Text(value).AsSpan().ContainsAny('/', '\\'))
            {
                return PatchFinding.Field(ExplicitLogon);
            }
        }

        return null;
    }
}
