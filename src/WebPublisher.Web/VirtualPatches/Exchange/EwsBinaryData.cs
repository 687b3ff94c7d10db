namespace WebPublisher.Web.VirtualPatches.Exchange;

/// <summary>Exchange made objects of the binary data of a user configuration (CVE-2021-42321): of what .NET's BinaryFormatter wrote, which begins alike, in base64.</summary>
internal sealed class EwsBinaryData : RequestPatch
{
    public override int BodyWanted(PatchedRequest request) => Concerns(request) ? PatchedBody.Longest : 0;

    public override PatchFinding? JudgeBody(PatchedRequest request, PatchedBody body) =>
        Concerns(request) && body.Text.Contains("UserConfiguration", StringComparison.Ordinal) && HasObjectGraph(body.Text) ? PatchFinding.Body : null;

    private static bool Concerns(PatchedRequest request) => request.IsBelow("/ews") && request.HasXml;

    /// <summary>BinaryData whose base64 begins with the header of a graph; white space in base64 means nothing.</summary>
    private static bool HasObjectGraph(ReadOnlySpan<char> text)
    {
        const string Element = "BinaryData";
        for (var at = text.IndexOf(Element); at >= 0; at = text.IndexOf(Element))
        {
            text = text[(at + Element.Length)..];
            var close = text.IndexOf('>');
            if (close >= 0 && text[(close + 1)..].TrimStart(" \t\r\n").StartsWith("AAEAAAD"))
            {
                return true;
            }
        }

        return false;
    }
}
