namespace WebPublisher.Web.VirtualPatches;

/// <summary>Where in a request an attack was recognised; for the log. Names that strangers chose are cut short, and their values are not told.</summary>
/// <param name="Where">Such as <c>query parameter '_from'</c>.</param>
internal sealed record PatchFinding(string Where)
{
    private const int LongestName = 64;

    /// <summary>In the path.</summary>
    public static PatchFinding Path { get; } = new("the path");

    /// <summary>In the target, as path and query together.</summary>
    public static PatchFinding Target { get; } = new("the path and query");

    /// <summary>In the body.</summary>
    public static PatchFinding Body { get; } = new("the body");

    /// <summary>In a parameter of the query.</summary>
    public static PatchFinding Query(ReadOnlyMemory<char> name) => name.IsEmpty ? new("the query") : new($"query parameter '{Short(name.Span)}'");

    /// <summary>In a field of a form.</summary>
    public static PatchFinding Form(ReadOnlyMemory<char> name) => new($"form field '{Short(name.Span)}'");

    /// <summary>In a cookie.</summary>
    public static PatchFinding Cookie(ReadOnlySpan<char> name) => new($"cookie '{Short(name)}'");

    /// <summary>In a field of the header.</summary>
    public static PatchFinding Field(string name) => new($"field {Short(name)}");

    private static string Short(ReadOnlySpan<char> name) => name.Length <= LongestName ? name.ToString() : $"{name[..LongestName]}...";
}
