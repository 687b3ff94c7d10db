using System.Net;

namespace WebPublisher.Administration.Journal;

/// <summary>
/// Counts by client, of whom there may be any number: those with the most decisions have a place, and a newcomer takes that of the one with the least and inherits its weight
/// (Metwally, Agrawal and El Abbadi, "Efficient computation of frequent and top-k elements in data streams", 2005: Space-Saving). Whoever made more than one in
/// <see cref="MaximumClients"/> of a minute's decisions is certain to have a place at its end. The weight only says who is replaced: what is shown is what was counted since the client has its
/// place, so that nobody is shown with more than was theirs.
/// </summary>
internal sealed class CountedClients : CountedMinute<IPAddress>
{
    /// <summary>Clients that have a place.</summary>
    public const int MaximumClients = 256;

    private readonly Dictionary<IPAddress, int> _places = new(MaximumClients);
    private readonly IPAddress[] _clients = new IPAddress[MaximumClients];
    private readonly long[] _weights = new long[MaximumClients];
    private readonly OutcomeCounts[] _counts = [.. Enumerable.Range(0, MaximumClients).Select(_ => new OutcomeCounts())];

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<IPAddress, OutcomeCounts>> Counts => _places.Select(place => KeyValuePair.Create(place.Key, _counts[place.Value]));

    /// <inheritdoc/>
    public override void Add(IPAddress key, DecisionOutcome outcome)
    {
        if (!_places.TryGetValue(key, out var place))
        {
            place = Place(key);
        }

        _weights[place]++;
        _counts[place].Add(outcome);
    }

    /// <inheritdoc/>
    public override void Clear()
    {
        foreach (var place in _places.Values)
        {
            _counts[place].Clear();
            _weights[place] = 0;
        }

        _places.Clear();
    }

    private int Place(IPAddress client)
    {
        var place = _places.Count;
        if (place == MaximumClients)
        {
            // Some hundred comparisons, and only for strangers among many: cheaper than keeping an order for everybody.
            place = 0;
            for (var other = 1; other < MaximumClients; other++)
            {
                place = _weights[other] < _weights[place] ? other : place;
            }

            _places.Remove(_clients[place]);
            _counts[place].Clear();
        }

        _places.Add(client, place);
        _clients[place] = client;
        return place;
    }
}
