namespace WebPublisher.Demo;

/// <summary>Where the demo keeps its certificates, policy and logs.</summary>
public static class DemoDirectory
{
    /// <summary>
    /// <c>certs/demo</c> of the working copy when started by its <c>./webpublisher</c> (which sets WEBPUBLISHER_HOME), else <c>webpublisher/demo</c> in the user's
    /// state directory (XDG Base Directory Specification).
    /// </summary>
    public static string Default
    {
        get
        {
            if (Environment.GetEnvironmentVariable("WEBPUBLISHER_HOME") is { Length: > 0 } home)
            {
                return Path.Combine(home, "certs", "demo");
            }

            var state = Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { Length: > 0 } set
                ? set
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state");
            return Path.Combine(state, "webpublisher", "demo");
        }
    }

    /// <summary>A path as the operator would type it: relative when it lies below the current directory.</summary>
    public static string Shown(string path)
    {
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
