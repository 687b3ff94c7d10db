using WebPublisher.Waf.Compilation;

namespace WebPublisher.Waf.Evaluation;

/// <summary>Sets and views of one transaction. Nothing is computed before a rule asks; what was computed in one phase is extended, not repeated, in the next.</summary>
internal sealed class ViewTable
{
    private readonly RuleProgram _program;
    private readonly TextGraph _graph;
    private readonly StableValues _values;
    private readonly MemberSet[] _sets;
    private readonly View[] _views;
    private readonly List<int> _usedSets = [];
    private readonly List<int> _usedViews = [];

    public ViewTable(RuleProgram program, TextGraph graph, StableValues values)
    {
        _program = program;
        _graph = graph;
        _values = values;
        _sets = new MemberSet[program.Sets.Length];
        _views = new View[program.Views.Length];
        for (var i = 0; i < _sets.Length; i++)
        {
            _sets[i] = new MemberSet();
        }

        for (var i = 0; i < _views.Length; i++)
        {
            _views[i] = new View();
        }
    }

    /// <summary>Counts phases; members come only between them.</summary>
    public int Tick { get; set; } = 1;

    /// <summary>A view, up to date.</summary>
    public View Of(int index)
    {
        var view = _views[index];
        if (view.Tick == Tick)
        {
            return view;
        }

        if (view.Tick == 0)
        {
            _usedViews.Add(index);
        }

        view.Tick = Tick;
        var definition = _program.Views[index];
        if (definition.Parent < 0)
        {
            var set = SetOf(definition.Set);
            view.Reserve(set.Count);
            for (var i = view.Count; i < set.Count; i++)
            {
                view.Add(set.Members.Node(set.Index(i)));
            }
        }
        else
        {
            var parent = Of(definition.Parent);
            view.Reserve(parent.Count);
            for (var i = view.Count; i < parent.Count; i++)
            {
                view.Add(_graph.Transform(parent.Nodes[i], definition.Step));
            }
        }

        return view;
    }

    /// <summary>A set, up to date.</summary>
    public MemberSet SetOf(int index)
    {
        var set = _sets[index];
        if (set.Tick == Tick)
        {
            return set;
        }

        if (set.Tick == 0)
        {
            _usedSets.Add(index);
        }

        set.Tick = Tick;
        var definition = _program.Sets[index];
        if (definition.XPath is not null)
        {
            _values.Select(definition.XPath, set.Own);
            set.TakeAll(set.Own);
        }
        else if (definition.Variable == Variable.Xml)
        {
            _values.SelectXml(definition.Selector, set.Own);
            set.TakeAll(set.Own);
        }
        else
        {
            var members = _values.Of(definition.Variable, Tick);
            if (definition.IsWhole)
            {
                set.TakeAll(members);
            }
            else
            {
                set.Take(members, definition);
            }
        }

        return set;
    }

    /// <summary>Whether any value of a view has a literal of a group.</summary>
    public bool HasGroup(View view, int group)
    {
        if (view.Count == 1)
        {
            return _graph.HasGroup(view.Nodes[0], group);
        }

        if (view.GroupedCount < view.Count)
        {
            view.ReserveGroups(_graph.Words);
            var together = view.Groups;
            for (var i = view.GroupedCount; i < view.Count; i++)
            {
                var groups = _graph.Groups(view.Nodes[i]);
                for (var word = 0; word < groups.Length; word++)
                {
                    together[word] |= groups[word];
                }
            }

            view.GroupedCount = view.Count;
        }

        return (view.Groups[group >> 6] >> (group & 63) & 1) != 0;
    }

    /// <summary>Forgets everything before the next transaction.</summary>
    public void Reset()
    {
        foreach (var index in _usedSets)
        {
            _sets[index].Reset();
        }

        foreach (var index in _usedViews)
        {
            _views[index].Reset();
        }

        _usedSets.Clear();
        _usedViews.Clear();
        Tick = 1;
    }
}
