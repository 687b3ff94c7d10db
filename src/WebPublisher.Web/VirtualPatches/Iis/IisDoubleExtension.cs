using System.Buffers;

namespace WebPublisher.Web.VirtualPatches.Iis;

/// <summary>IIS 6 runs <c>x.asp;.jpg</c> as a script, and who checked the upload saw a picture (CVE-2009-4444).</summary>
internal sealed class IisDoubleExtension : RequestPatch
{
    private static readonly SearchValues<string> s_scripts = SearchValues.Create([".asp;", ".aspx;", ".asa;", ".cer;", ".ashx;", ".asmx;"], StringComparison.OrdinalIgnoreCase);

    public override PatchFinding? JudgeHead(PatchedRequest request) =>
        request.WholePath.Contains(';', StringComparison.Ordinal) && request.WholePath.AsSpan().ContainsAny(s_scripts) ? PatchFinding.Path : null;
}
