using WebPublisher.Ipsec;

namespace WebPublisher.Commands.Ipsec;

/// <summary>What <c>ipsec render --json</c> writes.</summary>
/// <param name="Files">The files.</param>
/// <param name="Missing">What a machine still needs that is not rendered: certificates and keys of the other end.</param>
/// <param name="Written">Where they were written to; absent without <c>--out</c>.</param>
internal sealed record IpsecRenderReport(IReadOnlyList<IpsecRenderReport.Rendered> Files, IReadOnlyList<string> Missing, IReadOnlyList<string>? Written)
{
    /// <summary>Reports on a rendering.</summary>
    public static IpsecRenderReport Of(IEnumerable<RenderedFile> files, IReadOnlyList<string> missing, IReadOnlyList<string>? written) =>
        new([.. files.Select(file => new Rendered($"/etc/{file.Path}", file.IsPrivate ? null : file.Content))], missing, written);

    /// <summary>A file.</summary>
    /// <param name="Path">Where it belongs.</param>
    /// <param name="Content">What stands in it; absent for a file that holds a key.</param>
    public sealed record Rendered(string Path, string? Content);
}
