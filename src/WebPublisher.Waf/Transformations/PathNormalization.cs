using System.Buffers;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Transformations;

/// <summary>
/// <c>normalizePath</c> and <c>normalizePathWin</c>: repeated slashes, self-references and back-references are resolved, in the latter with backslashes for slashes too.
/// A relative path keeps the back-references that lead above its start, an absolute one loses them.
/// </summary>
internal sealed class PathNormalization(string name, bool isWindows) : Transformation
{
    private static readonly SearchValues<string> s_touched = SearchValues.Create(["//", "./"], StringComparison.Ordinal);

    public override string Name => name;

    public override CharacterKinds Touches => CharacterKinds.Slash | CharacterKinds.Dot | CharacterKinds.Backslash;

    public override ByteText Apply(ByteText input, TextArena arena)
    {
        var source = input.Span;
        if (source.IsEmpty || (source[^1] != '.' && !(isWindows && source.Contains('\\')) && source.IndexOfAny(s_touched) < 0))
        {
            return input;
        }

        var result = arena.Reserve(source.Length);
        source.CopyTo(result);
        var length = Normalize(result);
        return source.SequenceEqual(result[..length]) ? input : arena.Commit(length);
    }

    private bool IsSeparator(char character) => character == '/' || (isWindows && character == '\\');

    /// <summary>Works in place, character by character: what is read lies never before what is written.</summary>
    private int Normalize(Span<char> path)
    {
        var last = path.Length - 1;
        var isRelative = !IsSeparator(path[0]);
        var endsInSeparator = IsSeparator(path[last]);
        var isAboveStart = false;
        var read = 0;
        var written = 0;
        while (read <= last)
        {
            TurnSeparators(path[read..Math.Min(read + 2, path.Length)]);
            var isLast = read == last;
            var endsSegment = isLast || path[read + 1] == '/';
            if (endsSegment && path[read] == '.')
            {
                if (written > 0 && path[written - 1] == '.')
                {
                    if (!isRelative || (!isAboveStart && written > 2))
                    {
                        written = BeforeLastSegment(path, written);
                        if (written <= 0)
                        {
                            isAboveStart = true;
                            written = !isRelative && isLast ? 1 : 0;
                        }

                        read++;
                    }
                    else
                    {
                        isAboveStart = true;
                    }
                }
                else if (written == 0)
                {
                    read++;
                }
                else if (path[written - 1] == '/')
                {
                    // The slash before the reference is written again by the one after it.
                    written -= isLast ? 0 : 1;
                    read++;
                }

                if (read > last)
                {
                    break;
                }
            }
            else if (endsSegment && written > 0 && (isLast || path[read] != '/'))
            {
                isAboveStart = false;
            }

            if (path[read] == '/')
            {
                while (read < last && IsSeparator(path[read + 1]))
                {
                    read++;
                }

                if (isRelative && written == 0)
                {
                    read++;
                    continue;
                }
            }

            path[written++] = path[read++];
        }

        return !endsInSeparator && written > 0 && path[written - 1] == '/' ? written - 1 : written;
    }

    /// <summary>Where the slash before the segment before a back-reference stands, which is written but for its last dot; 0 or less where there is none.</summary>
    private static int BeforeLastSegment(ReadOnlySpan<char> path, int written)
    {
        written -= 3;
        while (written > 0 && path[written] != '/')
        {
            written--;
        }

        return written;
    }

    /// <summary>Only the character at hand and the next one: of three separators in a row a last backslash stays one, as in mod_security2.</summary>
    private void TurnSeparators(Span<char> path)
    {
        if (isWindows)
        {
            path.Replace('\\', '/');
        }
    }
}
