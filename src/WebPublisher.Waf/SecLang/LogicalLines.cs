using System.Text;

namespace WebPublisher.Waf.SecLang;

/// <summary>Takes a rule file apart into lines as Apache does for its configuration: a backslash right before a line end joins two lines, whatever stands before it.</summary>
internal static class LogicalLines
{
    /// <summary>All lines that say something; comments and empty lines are left out.</summary>
    /// <param name="file">The file's name for positions.</param>
    /// <param name="text">What it says.</param>
    /// <param name="errors">Takes rules that a comment swallows because it ends in a backslash.</param>
    public static IEnumerable<LogicalLine> Of(string file, string text, ErrorList errors)
    {
        var number = 1;
        var place = 0;
        while (place < text.Length)
        {
            var first = number;
            var (length, next, goesOn) = Physical(text, place);
            if (!goesOn && !SaysSomething(text.AsSpan(place, length)))
            {
                place = next;
                number++;
                continue;
            }

            var joined = new StringBuilder();
            List<int> starts = [];
            while (true)
            {
                starts.Add(joined.Length);
                joined.Append(text, place, length);
                place = next;
                number++;
                if (!goesOn || place == text.Length)
                {
                    break;
                }

                (length, next, goesOn) = Physical(text, place);
            }

            var line = new LogicalLine(file, joined.ToString(), starts, first);
            if (SaysSomething(line.Text))
            {
                yield return line;
            }
            else
            {
                CheckComment(line, errors);
            }
        }
    }

    // How long a line is without what ends it, where the next one begins, and whether that one belongs to it.
    private static (int Length, int Next, bool GoesOn) Physical(string text, int place)
    {
        var feed = text.IndexOf('\n', place);
        var next = feed < 0 ? text.Length : feed + 1;
        var end = feed < 0 ? text.Length : feed;
        if (end > place && text[end - 1] == '\r')
        {
            end--;
        }

        var goesOn = end > place && text[end - 1] == '\\';
        return (end - place - (goesOn ? 1 : 0), next, goesOn);
    }

    private static bool SaysSomething(ReadOnlySpan<char> line)
    {
        var said = line.TrimStart();
        return said.Length > 0 && said[0] != '#';
    }

    // Whoever writes such lines does not mean the second to be part of the comment; Apache drops it without a word, and with it, perhaps, a rule.
    private static void CheckComment(LogicalLine line, ErrorList errors)
    {
        for (var i = 1; i < line.Starts.Count; i++)
        {
            var said = line.Physical(i).TrimStart();
            if (said.Length > 0 && said[0] != '#')
            {
                errors.Add(
                    line.PositionAt(line.Starts[i]),
                    "This line belongs to the comment above, which ends in a backslash. Take the backslash away, or write # before this line.");
                return;
            }
        }
    }
}
