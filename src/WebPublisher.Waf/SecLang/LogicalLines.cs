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
            var joined = new StringBuilder();
            List<int> starts = [];
            bool goesOn;
            do
            {
                var end = text.IndexOf('\n', place);
                var after = end < 0 ? text.Length : end + 1;
                end = end < 0 ? text.Length : end;
                if (end > place && text[end - 1] == '\r')
                {
                    end--;
                }

                goesOn = end > place && text[end - 1] == '\\';
                starts.Add(joined.Length);
                joined.Append(text, place, end - place - (goesOn ? 1 : 0));
                place = after;
                number++;
            }
            while (goesOn && place < text.Length);

            var line = new LogicalLine(file, joined.ToString(), starts, first);
            var said = line.Text.AsSpan().TrimStart();
            if (said.StartsWith("#"))
            {
                CheckComment(line, errors);
            }
            else if (said.Length > 0)
            {
                yield return line;
            }
        }
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
