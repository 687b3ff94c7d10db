namespace WebPublisher.Policy.Operations.Logs;

/// <summary>The directory of a log: which file is written, and which old ones have to go.</summary>
/// <param name="policy">Where it is and how much may be kept.</param>
/// <param name="names">How its files are called.</param>
internal sealed class RotatingLogDirectory(RotatingLogPolicy policy, RotatingLogNames names)
{
    /// <summary>Creates the directory, readable by its group and by nobody else.</summary>
    public void Create() => Directory.CreateDirectory(
        policy.Directory,
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute);

    /// <summary>The day's last file, which may have room left; its first one when there is none yet.</summary>
    public RotatingLogFileName LastOf(DateOnly day) => Files()
        .Select(file => file.Name)
        .Where(name => name.Day == day)
        .DefaultIfEmpty(new RotatingLogFileName(day, 0))
        .MaxBy(name => name.Index);

    /// <summary>Where a file of this name is.</summary>
    public string PathOf(RotatingLogFileName name) => Path.Combine(policy.Directory, names.Of(name));

    /// <summary>
    /// Deletes files whose day ended longer ago than the policy keeps them, then the oldest ones until the rest and one more full file fit in the directory's limit.
    /// </summary>
    /// <param name="now">The time ages are counted from.</param>
    /// <param name="current">The file being written, which is never deleted; null when none is.</param>
    public void Prune(DateTimeOffset now, RotatingLogFileName? current)
    {
        var room = policy.MaximumDirectorySize - (current is null ? 0 : policy.MaximumFileSize);
        foreach ((RotatingLogFileName name, FileInfo file) in Files().Where(file => file.Name != current).OrderByDescending(file => (file.Name.Day, file.Name.Index)))
        {
            var age = now.UtcDateTime - name.Day.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
            room -= file.Length;
            if (age > policy.MaximumAge || room < 0)
            {
                file.Delete();
            }
        }
    }

    private IEnumerable<(RotatingLogFileName Name, FileInfo File)> Files()
    {
        var directory = new DirectoryInfo(policy.Directory);
        if (!directory.Exists)
        {
            yield break;
        }

        foreach (FileInfo file in directory.EnumerateFiles(names.SearchPattern))
        {
            if (names.TryParse(file.Name) is { } name)
            {
                yield return (name, file);
            }
        }
    }
}
