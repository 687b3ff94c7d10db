using WebPublisher.Administration.Actions;
using WebPublisher.State.Safelists;

namespace WebPublisher.Commands.State;

/// <summary>Reads a file of safelist entries, and tells every line that is none.</summary>
internal static class SafelistFile
{
    /// <summary>Reads it.</summary>
    /// <exception cref="CommandFailure">It cannot be read, has lines that are no entries, or too many that are.</exception>
    public static IReadOnlyCollection<SafelistEntry> Read(string path)
    {
        var lines = new SafelistLines();
        try
        {
            foreach (var line in File.ReadLines(path))
            {
                lines.Add(line);
                if (lines.Entries.Count > Safelist.MaximumEntries)
                {
                    throw new CommandFailure($"{path} has more than {Safelist.MaximumEntries} entries.", ExitCode.Usage);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"{path} cannot be read: {e.Message}", ExitCode.Usage, e);
        }

        return lines.Wrong == 0 ? lines.Entries : throw new CommandFailure(string.Join('\n', lines.Explain($"{path}:").Split('\n').Select(TextTable.Plain)), ExitCode.Usage);
    }
}
