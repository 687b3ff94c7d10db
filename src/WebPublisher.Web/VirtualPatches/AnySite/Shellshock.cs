namespace WebPublisher.Web.VirtualPatches.AnySite;

/// <summary>A field that bash takes for a function (CVE-2014-6271).</summary>
internal sealed class Shellshock : FieldPatch
{
    public override bool Blocks(ReadOnlySpan<char> value) => value is ['(', ')', ..] && value[2..].TrimStart(" \t").StartsWith('{');
}
