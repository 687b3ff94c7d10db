namespace WebPublisher.Mail.Messages.Phrases;

/// <summary>The states of an automaton: beginnings of phrases, numbered so that shorter ones come first and those that differ in their last character alone are neighbours.</summary>
internal sealed class PhraseTrie
{
    private PhraseTrie(int[] firstChild, char[] character, int[] fallback, int[] parent)
        => (FirstChild, Character, Fallback, Parent) = (firstChild, character, fallback, parent);

    /// <summary>States, with the empty beginning, which is 0.</summary>
    public int Count => Character.Length;

    /// <summary>Where the states that are one character longer begin; they end where those of the next state begin. One more than there are states.</summary>
    public int[] FirstChild { get; }

    /// <summary>The last character of each state.</summary>
    public char[] Character { get; }

    /// <summary>The longest state that is an end of each state, but not all of it.</summary>
    public int[] Fallback { get; }

    /// <summary>The state that is one character shorter.</summary>
    public int[] Parent { get; }

    /// <summary>Builds the states.</summary>
    /// <param name="sorted">Phrases in ordinal order, none empty.</param>
    /// <param name="ends">The state of each phrase.</param>
    public static PhraseTrie Of(IReadOnlyList<string> sorted, int[] ends)
    {
        var (parents, characters) = (new List<int> { 0 }, new List<char> { '\0' });
        var (firstChild, position) = (new List<int>(), new List<(int From, int To)> { (0, sorted.Count) });

        // Level by level: the phrases that begin with a state are neighbours in the order.
        for (int state = 0, depth = 0, levelEnd = 1; state < parents.Count; state++)
        {
            if (state == levelEnd)
            {
                levelEnd = parents.Count;
                depth++;
            }

            firstChild.Add(parents.Count);
            var (from, to) = position[state];
            for (; from < to && sorted[from].Length == depth; from++)
            {
                ends[from] = state;
            }

            for (var at = from; at < to;)
            {
                var next = sorted[at][depth];
                var begin = at;
                while (at < to && sorted[at][depth] == next)
                {
                    at++;
                }

                parents.Add(state);
                characters.Add(next);
                position.Add((begin, at));
            }
        }

        firstChild.Add(parents.Count);
        var trie = new PhraseTrie([.. firstChild], [.. characters], new int[parents.Count], [.. parents]);
        trie.FindFallbacks();
        return trie;
    }

    /// <summary>The state one character longer; 0 when there is none.</summary>
    public int Child(int state, char character)
    {
        var first = FirstChild[state];
        var found = Character.AsSpan(first, FirstChild[state + 1] - first).BinarySearch(character);
        return found < 0 ? 0 : first + found;
    }

    private void FindFallbacks()
    {
        for (var state = 1; state < Count; state++)
        {
            if (Parent[state] == 0)
            {
                continue;
            }

            var fallback = Fallback[Parent[state]];
            while (fallback != 0 && Child(fallback, Character[state]) == 0)
            {
                fallback = Fallback[fallback];
            }

            Fallback[state] = Child(fallback, Character[state]);
        }
    }
}
