using System.Text;
using WebPublisher.Mail.Addresses;

namespace WebPublisher.Mail.Headers;

/// <summary>
/// Finds where the addresses of a field stand, with or without names, in groups, amid comments and folds (RFC 5322 section 3.4, and 4.4 for the routes of old). One pass; what is
/// no address is passed over.
/// </summary>
internal sealed class AddressPlaces
{
    private readonly string _value;
    private readonly List<AddressPlace> _places = [];
    private readonly StringBuilder _text = new();
    private readonly List<int> _positions = [];
    private int _at;
    private int _start = -1;
    private bool _hasGap;
    private bool _isAngled;
    private bool _isOver;

    private AddressPlaces(string value) => _value = value;

    /// <summary>The addresses of a value in which each octet is a character, in their order.</summary>
    public static IReadOnlyList<AddressPlace> Find(string value)
    {
        var finder = new AddressPlaces(value);
        finder.Read();
        return finder._places;
    }

    private void Read()
    {
        while (_at < _value.Length)
        {
            switch (_value[_at])
            {
                case '"':
                    Enclosed('"');
                    break;
                case '[':
                    Enclosed(']');
                    break;
                case '(':
                    SkipComment();
                    break;
                case ' ' or '\t' or '\r' or '\n':
                    _hasGap = true;
                    _at++;
                    break;
                case ',' or ';' when !_isAngled:
                    End();
                    _isOver = false;
                    _at++;
                    break;
                case ':' when !_isAngled:
                    // What came before is the name of a group.
                    Clear();
                    _at++;
                    break;
                case ':' when _text is ['@', ..]:
                    // What came before is the way the mail was once to take.
                    Forget();
                    _at++;
                    break;
                case '<' when !_isAngled:
                    Clear();
                    _start = _at++;
                    _isAngled = true;
                    break;
                case '>' when _isAngled:
                    End();
                    _isOver = true;
                    _at++;
                    break;
                default:
                    Take();
                    break;
            }
        }

        // Also what stands behind a bracket that is never closed: readers take it for an address.
        End();
    }

    /// <summary>Takes one character; blanks before it count unless they stand beside a dot or an at sign.</summary>
    private void Take()
    {
        var character = _value[_at];
        if (_hasGap && _text.Length > 0 && _text[^1] is not ('.' or '@') && character is not ('.' or '@'))
        {
            Add(' ');
        }

        _hasGap = false;
        Add(character);
        _at++;
    }

    /// <summary>Takes a quoted text or a literal to its end.</summary>
    private void Enclosed(char end)
    {
        Take();
        while (_at < _value.Length)
        {
            var character = _value[_at];
            if (character is '\r' or '\n')
            {
                // A fold within means the white space behind it alone.
                _at++;
                continue;
            }

            Add(character);
            _at++;
            if (character == end)
            {
                return;
            }

            if (character == '\\' && _at < _value.Length)
            {
                Add(_value[_at]);
                _at++;
            }
        }
    }

    /// <summary>Comments nest.</summary>
    private void SkipComment()
    {
        _hasGap = true;
        var depth = 0;
        while (_at < _value.Length)
        {
            switch (_value[_at++])
            {
                case '(':
                    depth++;
                    break;
                case ')' when --depth == 0:
                    return;
                case '\\':
                    _at++;
                    break;
            }
        }

        _at = _value.Length;
    }

    private void Add(char character)
    {
        _text.Append(character);
        _positions.Add(_at);
    }

    private void End()
    {
        // A mailbox in angle brackets has nothing behind it; what stands there is no address.
        if (!_isOver && _text.Length > 0)
        {
            var text = _text.ToString();
            var at = text.LastIndexOf('@');
            if (at > 0 && at + 1 < text.Length && MailAddress.TryParse(Encoding.Latin1.GetBytes(text), smtpUtf8: true, out var address, out _))
            {
                var start = _isAngled ? _start : _positions[0];
                _places.Add(new AddressPlace(address, start, _positions[0]..(_positions[at - 1] + 1), _positions[at + 1]..(_positions[^1] + 1)));
            }
        }

        Clear();
    }

    private void Clear()
    {
        Forget();
        _isAngled = false;
    }

    private void Forget()
    {
        _text.Clear();
        _positions.Clear();
        _hasGap = false;
    }
}
