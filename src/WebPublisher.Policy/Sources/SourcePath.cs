namespace WebPublisher.Policy.Sources;

/// <summary>Names files as operators know them.</summary>
internal static class SourcePath
{
    /// <summary>Relative to the working directory when the file lies below it, absolute otherwise.</summary>
    public static string Display(string fullPath)
    {
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), fullPath);
        return relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? fullPath : relative;
    }
}
