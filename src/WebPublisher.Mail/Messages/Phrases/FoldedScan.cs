using System.Buffers;
using WebPublisher.Mail.Messages.Folding;

namespace WebPublisher.Mail.Messages.Phrases;

/// <summary>Folds text and runs automata over it. Holds as much of the text as the longest phrase, so that the characters around a find are known.</summary>
internal sealed class FoldedScan : IDisposable
{
    private const int PieceSize = 8 * 1024;

    private readonly TextFolder _folder;
    private readonly (PhraseAutomaton Automaton, TextPlaces[] Found)[] _automata;
    private readonly int[] _states;
    private readonly int _kept;
    private readonly char[] _text;
    private int _count;
    private int _scanned;

    private FoldedScan(bool ignoresDiacritics, (PhraseAutomaton Automaton, TextPlaces[] Found)[] automata)
    {
        _folder = new TextFolder(ignoresDiacritics);
        _automata = automata;
        _states = new int[automata.Length];
        _kept = automata.Max(one => one.Automaton.LongestPhrase) + 1;
        _text = ArrayPool<char>.Shared.Rent(_kept + PieceSize);
        Reset();
    }

    /// <summary>A scan; null when there is nothing to look for.</summary>
    public static FoldedScan? Of(bool ignoresDiacritics, (PhraseAutomaton Automaton, TextPlaces[] Found)[] automata)
        => automata.Length == 0 ? null : new FoldedScan(ignoresDiacritics, automata);

    public void Write(ReadOnlySpan<char> text, TextPlaces place)
    {
        while (!text.IsEmpty)
        {
            _count += _folder.Fold(text, _text.AsSpan(_count), out var read);
            text = text[read..];
            if (!text.IsEmpty)
            {
                Scan(place);
                Shift();
            }
        }
    }

    public void End(TextPlaces place)
    {
        if (_count > 1)
        {
            // The end of a text is as good as a space; there is room for it, since folding leaves some.
            if (_count == _text.Length)
            {
                Scan(place);
                Shift();
            }

            _text[_count++] = ' ';
            Scan(place);
        }

        Reset();
    }

    public void Dispose() => ArrayPool<char>.Shared.Return(_text);

    /// <summary>Scans all but the last character: what follows that is not known.</summary>
    private void Scan(TextPlaces place)
    {
        for (var index = 0; index < _automata.Length; index++)
        {
            var (automaton, found) = _automata[index];
            _states[index] = automaton.Scan(_text.AsSpan(0, _count), _scanned, _count - 1, _states[index], place, found);
        }

        _scanned = _count - 1;
    }

    private void Shift()
    {
        var from = Math.Max(0, _scanned - _kept);
        _text.AsSpan(from, _count - from).CopyTo(_text);
        _count -= from;
        _scanned -= from;
    }

    /// <summary>Begins a text. Its beginning is as good as a space, too.</summary>
    private void Reset()
    {
        _folder.Reset();
        Array.Clear(_states);
        _text[0] = ' ';
        _count = 1;
        _scanned = 1;
    }
}
