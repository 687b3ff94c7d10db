namespace WebPublisher.Web.VirtualPatches.Iis;

/// <summary>Guessing the names of files by their short ones: IIS answers differently to <c>/ab*~1*/x</c> when a file of such a name exists.</summary>
internal sealed class IisShortName : RequestPatch
{
    public override PatchFinding? JudgeHead(PatchedRequest request)
    {
        var path = request.WholePath.AsSpan();
        var tilde = path.IndexOf('~');
        return tilde >= 0 && tilde + 1 < path.Length && char.IsAsciiDigit(path[tilde + 1]) && path.ContainsAny('*', '?') ? PatchFinding.Path : null;
    }
}
