namespace WebPublisher.Web.VirtualPatches;

/// <summary>Recognises an attack in the value of any header field. All such patches are asked on one way through the header.</summary>
internal abstract class FieldPatch : RequestPatch
{
    /// <summary>Whether the value is an attack.</summary>
    public abstract bool Blocks(ReadOnlySpan<char> value);
}
