using System.Xml.XPath;

namespace WebPublisher.Waf.Compilation;

/// <summary>Numbers the sets of values, pipelines of transformations and views that rules share.</summary>
internal sealed class SetTable
{
    private readonly Dictionary<string, int> _sets = new(StringComparer.Ordinal);
    private readonly Dictionary<ViewDefinition, int> _views = [];

    /// <summary>The sets.</summary>
    public List<SetDefinition> Sets { get; } = [];

    /// <summary>The views.</summary>
    public List<ViewDefinition> Views { get; } = [];

    /// <summary>The number of a set.</summary>
    public int Set(Variable variable, Selector? selector, IReadOnlyList<Selector> exclusions, XPathExpression? xpath)
    {
        var taken = string.Join('\n', exclusions.Select(exclusion => exclusion.Key).Order(StringComparer.Ordinal));
        var key = $"{variable}\n{selector?.Key}\n\n{taken}";
        if (xpath is not null)
        {
            // Namespaces belong to the rule, so that one expression may mean different things.
            Sets.Add(new SetDefinition(variable, selector, exclusions, xpath));
            return Sets.Count - 1;
        }

        if (!_sets.TryGetValue(key, out var set))
        {
            set = Sets.Count;
            _sets.Add(key, set);
            Sets.Add(new SetDefinition(variable, selector, exclusions, xpath));
        }

        return set;
    }

    /// <summary>The numbers of a set's views after none, one, ... all of a pipeline's steps.</summary>
    public int[] ViewsOf(int set, int[] steps)
    {
        var views = new int[steps.Length + 1];
        views[0] = View(new ViewDefinition(set, -1, -1));
        for (var i = 0; i < steps.Length; i++)
        {
            views[i + 1] = View(new ViewDefinition(set, views[i], steps[i]));
        }

        return views;
    }

    private int View(ViewDefinition definition)
    {
        if (!_views.TryGetValue(definition, out var view))
        {
            view = Views.Count;
            _views.Add(definition, view);
            Views.Add(definition);
        }

        return view;
    }
}
