using System.Globalization;
using System.Text;
using WebPublisher.Policy.Operations;

namespace WebPublisher.Smtp.Logs;

/// <summary>
/// The files of a protocol log: <c>RECV20261121-1.LOG</c>, a new one each day (UTC) and whenever one is full. A file is opened for each batch and closed again, so that one
/// that was moved or a full disk needs no code of its own. For one thread at a time.
/// </summary>
/// <param name="prefix">What names begin with.</param>
/// <param name="type">What the head of a file says it is.</param>
/// <param name="time">The clock of names and ages.</param>
internal sealed class ProtocolLogFile(string prefix, string type, TimeProvider time)
{
    private const string Suffix = ".LOG";
    private string? _headed;

    /// <summary>Appends lines.</summary>
    /// <exception cref="IOException">They could not be written, in whole or in part.</exception>
    /// <exception cref="UnauthorizedAccessException">As above.</exception>
    public void Append(RotatingLogPolicy policy, ReadOnlySpan<byte> lines)
    {
        var directory = Directory.CreateDirectory(
            policy.Directory,
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute);
        var now = time.GetUtcNow();
        var day = now.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var last = directory.EnumerateFiles($"{prefix}{day}-*{Suffix}").Select(file => (Index: IndexOf(file, day), file.Length)).DefaultIfEmpty((1, 0)).Max();
        var index = last.Length > 0 && last.Length + lines.Length > policy.MaximumFileSize ? last.Index + 1 : Math.Max(1, last.Index);
        var path = Path.Combine(policy.Directory, string.Create(CultureInfo.InvariantCulture, $"{prefix}{day}-{index}{Suffix}"));
        using (var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.Append,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead,
        }))
        {
            if (_headed != path)
            {
                file.Write(Encoding.ASCII.GetBytes(ProtocolLogFormat.Head(type, now)));
            }

            file.Write(lines);
        }

        if (_headed != path)
        {
            Prune(policy, path);
        }

        _headed = path;
    }

    /// <summary>Deletes files that are too old, then the oldest until the rest and one more full file fit in the directory's limit.</summary>
    /// <param name="policy">The limits.</param>
    /// <param name="current">The file being written, which is never deleted.</param>
    private void Prune(RotatingLogPolicy policy, string current)
    {
        var now = time.GetUtcNow();
        var room = policy.MaximumDirectorySize - policy.MaximumFileSize;
        foreach (var file in new DirectoryInfo(policy.Directory).EnumerateFiles($"{prefix}*{Suffix}").OrderByDescending(file => file.LastWriteTimeUtc))
        {
            if (file.FullName == current || !IsOurs(file.Name))
            {
                continue;
            }

            room -= file.Length;
            if (room < 0 || now.UtcDateTime - file.LastWriteTimeUtc > policy.MaximumAge)
            {
                file.Delete();
            }
        }
    }

    private int IndexOf(FileInfo file, string day) =>
        int.TryParse(file.Name.AsSpan()[(prefix.Length + day.Length + 1)..^Suffix.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : 0;

    /// <summary>Whether the name is one that is given here: nothing else is touched.</summary>
    private bool IsOurs(ReadOnlySpan<char> name)
    {
        var rest = name[prefix.Length..^Suffix.Length];
        return rest.Length >= 10 && rest[8] == '-' && !rest[..8].ContainsAnyExceptInRange('0', '9') && !rest[9..].ContainsAnyExceptInRange('0', '9');
    }
}
