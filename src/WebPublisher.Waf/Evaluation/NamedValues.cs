using WebPublisher.Waf.Bodies;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Evaluation;

/// <summary>A small collection that rules write: <c>ENV</c>.</summary>
internal sealed class NamedValues
{
    /// <summary>How many members it may have; more are dropped.</summary>
    public const int Most = 100;

    private readonly List<NamedText> _members = [];

    /// <summary>The members.</summary>
    public IReadOnlyList<NamedText> Members => _members;

    /// <summary>Sets a member.</summary>
    public void Set(ByteText name, ByteText value)
    {
        Unset(name);
        if (_members.Count < Most)
        {
            _members.Add(new NamedText(name, value));
        }
    }

    /// <summary>Takes a member away.</summary>
    public void Unset(ByteText name)
    {
        for (var i = 0; i < _members.Count; i++)
        {
            if (_members[i].Name.Span.Equals(name.Span, StringComparison.OrdinalIgnoreCase))
            {
                _members.RemoveAt(i);
                return;
            }
        }
    }

    /// <summary>Forgets everything before the next transaction.</summary>
    public void Reset() => _members.Clear();
}
