using WebPublisher.Wording;

namespace WebPublisher.Commands.Doctor.Areas;

/// <summary>Can others of this machine read what is secret, or write what decides?</summary>
internal sealed class FilesArea : DoctorArea
{
    private const UnixFileMode OthersRead = UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
    private const UnixFileMode OthersWrite = UnixFileMode.OtherWrite;
    private const UnixFileMode GroupWrites = UnixFileMode.GroupWrite;

    // What in the state directory nobody else may see.
    private static readonly string[] s_secrets = ["state.db", "control", "held", "refusals"];

    /// <inheritdoc/>
    public override string Name => "files";

    /// <inheritdoc/>
    public override IEnumerable<(string Subject, Func<CancellationToken, Task<IReadOnlyList<Finding>>> Examine)> Of(DoctorCase @case) =>
        [("files", _ => Task.Run<IReadOnlyList<Finding>>(() => [.. OfPolicy(@case.Files), .. OfState(@case.Policy.Server.StateDirectory)]))];

    // Whether keys and secrets can be read by others, the policy's loader has looked at: it refuses them.
    private static IEnumerable<Finding> OfPolicy(IReadOnlyCollection<string> files)
    {
        var good = 0;
        foreach (var file in files.SelectMany(file => new[] { file, Path.GetDirectoryName(file)! }).Distinct(StringComparer.Ordinal).Where(Path.Exists))
        {
            var mode = File.GetUnixFileMode(file);
            if ((mode & OthersWrite) != UnixFileMode.None && (mode & UnixFileMode.StickyBit) == UnixFileMode.None)
            {
                yield return Finding.Problem(file, $"anybody of this machine can write it (mode {Octal(mode)}), and it decides what is published", $"chmod o-w {file}");
            }
            else if ((mode & GroupWrites) != UnixFileMode.None)
            {
                yield return Finding.Note(file, $"its group can write it (mode {Octal(mode)})", "let the group hold administrators alone");
            }
            else
            {
                good++;
            }
        }

        if (good > 0)
        {
            yield return Finding.Ok("policy", $"{Count.Of(good, "file or directory", "files and directories")} of it can be written by their owners alone");
        }
    }

    private static IEnumerable<Finding> OfState(string directory)
    {
        if (!Directory.Exists(directory))
        {
            yield return Finding.Note(directory, "is not there yet: the server makes it");
            yield break;
        }

        var mode = File.GetUnixFileMode(directory);
        yield return (mode & OthersWrite) != UnixFileMode.None ? Finding.Problem(directory, $"anybody of this machine can write the state (mode {Octal(mode)})", $"chmod 0700 {directory}")
            : (mode & OthersRead) != UnixFileMode.None ? Finding.Warning(directory, $"anybody of this machine can look into the state, where held mail and evidence lie (mode {Octal(mode)})", $"chmod 0700 {directory}")
            : Finding.Ok(directory, $"is closed to others (mode {Octal(mode)})");
        foreach (var file in s_secrets.Select(name => Path.Combine(directory, name)).Where(Path.Exists))
        {
            if ((File.GetUnixFileMode(file) & (OthersWrite | UnixFileMode.OtherRead)) != UnixFileMode.None)
            {
                yield return Finding.Warning(file, $"others can read or write it (mode {Octal(File.GetUnixFileMode(file))})", $"chmod o-rwx {file}");
            }
        }
    }

    private static string Octal(UnixFileMode mode) => Convert.ToString((int)mode, 8).PadLeft(4, '0');
}
