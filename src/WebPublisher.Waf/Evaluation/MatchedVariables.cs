using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Evaluation;

/// <summary><c>MATCHED_VARS</c>: what a rule, or all links of a chain so far, matched; and <c>MATCHED_VAR</c>, what was matched last.</summary>
internal sealed class MatchedVariables(TextArena arena)
{
    private readonly List<MatchedVariable> _variables = [];
    private MatchedVariable _last;
    private ByteText _lastName;
    private bool _hasLastName;

    /// <summary>How many values matched.</summary>
    public int Count => _variables.Count;

    /// <summary>The value that matched last, in this rule or one before.</summary>
    public ByteText LastValue => _last.Value;

    /// <summary>The name of the value that matched last.</summary>
    public ByteText LastName
    {
        get
        {
            if (!_hasLastName)
            {
                _lastName = FullName(_last);
                _hasLastName = true;
            }

            return _lastName;
        }
    }

    /// <summary>The name of a value that matched.</summary>
    public ByteText FullName(int index) => FullName(_variables[index]);

    /// <summary>A value that matched.</summary>
    public ByteText Value(int index) => _variables[index].Value;

    /// <summary>Takes note of a value.</summary>
    public void Add(MatchedVariable variable)
    {
        _variables.Add(variable);
        _last = variable;
        _hasLastName = false;
    }

    /// <summary>Begins a new rule or chain.</summary>
    public void Clear() => _variables.Clear();

    /// <summary>Forgets everything before the next transaction.</summary>
    public void Reset()
    {
        _variables.Clear();
        _last = default;
        _lastName = default;
        _hasLastName = true;
    }

    private ByteText FullName(MatchedVariable variable)
    {
        if (variable.Target is not { } target)
        {
            return variable.Member;
        }

        var name = target.Definition.Name;
        if (variable.Member.IsEmpty && !target.Definition.IsCollection)
        {
            return target.Definition.NameText;
        }

        if (target.IsCount || target.Definition.Variable == Compilation.Variable.Xml)
        {
            return target.Definition.NameText;
        }

        var room = arena.Reserve(name.Length + 1 + variable.Member.Length);
        name.CopyTo(room);
        room[name.Length] = ':';
        variable.Member.Span.CopyTo(room[(name.Length + 1)..]);
        return arena.Commit(name.Length + 1 + variable.Member.Length);
    }
}
