using System.Diagnostics.CodeAnalysis;

namespace WebPublisher.Policy.Files;

/// <summary>Reads a small file whole, refusing one that is too large or, for a secret, one that others may read.</summary>
internal static class BoundedFile
{
    private const UnixFileMode NotOwner =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute |
        UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Reads a file that anyone may see.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">The most bytes it may have.</param>
    /// <param name="content">What it holds.</param>
    /// <param name="problem">Why it could not be read, beginning with its path; null on success.</param>
    public static bool TryRead(string path, int limit, [NotNullWhen(true)] out byte[]? content, [NotNullWhen(false)] out string? problem) =>
        TryRead(path, limit, isPrivate: false, out content, out problem);

    /// <summary>
    /// Reads a file that holds a secret. It may be open to its owner (0600, 0400), or readable by one group this process belongs to (0640, 0440: what Debian's
    /// <c>ssl-cert</c> and Kubernetes' <c>fsGroup</c> make); every other permission is refused, because a key somebody else can read is no longer one.
    /// </summary>
    /// <inheritdoc cref="TryRead(string, int, out byte[], out string)"/>
    public static bool TryReadPrivate(string path, int limit, [NotNullWhen(true)] out byte[]? content, [NotNullWhen(false)] out string? problem) =>
        TryRead(path, limit, isPrivate: true, out content, out problem);

    private static bool TryRead(string path, int limit, bool isPrivate, [NotNullWhen(true)] out byte[]? content, [NotNullWhen(false)] out string? problem)
    {
        content = null;
        try
        {
            // Opening a pipe waits for its writer, for ever perhaps.
            if (FileStatus.Of(path) is { IsRegular: false })
            {
                problem = $"{path} is not a regular file";
                return false;
            }

            // Shared fully: a lock of ours must never stop the program that renews the file.
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            problem = isPrivate ? Exposure(path, file) : null;
            if (problem is not null)
            {
                return false;
            }

            var buffer = new byte[limit + 1];
            var count = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            if (count > limit)
            {
                problem = $"{path} is larger than {limit} bytes, which is more than such a file ever needs";
                return false;
            }

            content = buffer[..count];
            return true;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            problem = $"{path} does not exist";
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            problem = $"{path} may not be read by the user this process runs as ({Environment.UserName})";
            return false;
        }
        catch (Exception e) when (e is IOException or ArgumentException)
        {
            problem = $"{path} cannot be read: {e.Message}";
            return false;
        }
    }

    private static string? Exposure(string path, FileStream file)
    {
        if (OperatingSystem.IsWindows())
        {
            return null; // Access lists do not map to modes; Windows is for development only.
        }

        if (FileStatus.Of(file) is not { } status)
        {
            return $"{path}: its permissions cannot be determined, so it is not used";
        }

        var exposed = status.Mode & NotOwner;
        if (exposed == UnixFileMode.None || (exposed == UnixFileMode.GroupRead && ProcessGroups.Contains(status.Group)))
        {
            return null;
        }

        var whom = (exposed & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute)) != UnixFileMode.None ? "everybody"
            : exposed == UnixFileMode.GroupRead ? $"group {status.Group}, to which this process does not belong"
            : $"its group ({status.Group}) for more than reading";
        return $"{path} is open to {whom} (mode {Convert.ToString((int)status.Mode, 8).PadLeft(4, '0')}); run: chmod 600 {path}";
    }
}
