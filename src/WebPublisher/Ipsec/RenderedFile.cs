namespace WebPublisher.Ipsec;

/// <summary>A file of a machine's configuration.</summary>
/// <param name="Path">Where it belongs, relative to <c>/etc</c>.</param>
/// <param name="Content">What stands in it.</param>
/// <param name="IsPrivate">Whether it holds a key: readable by its owner alone, and never printed.</param>
internal sealed record RenderedFile(string Path, string Content, bool IsPrivate = false);
