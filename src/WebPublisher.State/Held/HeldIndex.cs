using System.Collections.Immutable;
using WebPublisher.State.Database;
using WebPublisher.State.Replication;

namespace WebPublisher.State.Held;

/// <summary>The index of held messages. Only how many there are and how large they are is in memory; the rest is asked for by operators.</summary>
public sealed class HeldIndex : IStateSnapshot
{
    private const string Columns = "id, reference, received, connector, client, client_name, sender, mail_parameters, subject, agent, reason, evidence, size, state";

    private readonly StateWriter _writer;
    private volatile HeldTotals _totals = new(0, 0);

    internal HeldIndex(StateWriter writer) => _writer = writer;

    /// <summary>Has nodes decide on messages one at a time; null where none is shared.</summary>
    internal HeldClaims? Claims { get; set; }

    StateSection? IStateSnapshot.Section => StateSection.Held;

    /// <summary>How many messages wait, and how many bytes they have.</summary>
    public HeldTotals Totals => _totals;

    /// <summary>Takes a message in, unless that would exceed the limits.</summary>
    /// <param name="message">The message; its content is safe by now.</param>
    /// <param name="limits">How many messages may wait, with how many bytes.</param>
    /// <returns>The message with its number, or null for want of room.</returns>
    /// <exception cref="StateException">It cannot be kept.</exception>
    public Task<HeldMessage?> AddAsync(HeldMessage message, HeldTotals limits) => _writer.WriteAsync(transaction =>
    {
        if (!Totaled(transaction).HasRoomFor(message.Size, limits))
        {
            return null;
        }

        var id = (long)transaction.Scalar(
            $"""
            INSERT INTO held ({Columns}) VALUES (NULL, $reference, $received, $connector, $client, $clientName, $sender, $parameters, $subject, $agent, $reason, $evidence, $size, $state)
            RETURNING id
            """,
            ("$reference", message.Reference), ("$received", message.Received.ToUnixTimeMilliseconds()), ("$connector", message.Connector), ("$client", message.Client),
            ("$clientName", message.ClientName), ("$sender", message.Sender), ("$parameters", message.MailParameters), ("$subject", message.Subject),
            ("$agent", message.Agent), ("$reason", message.Reason), ("$evidence", message.Evidence), ("$size", message.Size), ("$state", (int)message.State))!;
        for (var position = 0; position < message.Recipients.Length; position++)
        {
            var recipient = message.Recipients[position];
            transaction.Run(
                "INSERT INTO held_recipients VALUES ($message, $position, $address, $parameters, $released, $answer)",
                ("$message", id), ("$position", position), ("$address", recipient.Address), ("$parameters", recipient.Parameters),
                ("$released", recipient.IsReleased), ("$answer", recipient.Answer));
        }

        Changed(transaction);
        return message with { Id = id };
    });

    /// <summary>Every message, the oldest first.</summary>
    /// <exception cref="StateException">The file cannot be read.</exception>
    public Task<ImmutableArray<HeldMessage>> ListAsync() => _writer.WriteAsync(transaction => Read(transaction, "TRUE").ToImmutableArray());

    /// <summary>The message with a number or a reference number, or null.</summary>
    /// <exception cref="StateException">The file cannot be read.</exception>
    public Task<HeldMessage?> FindAsync(string idOrReference) =>
        _writer.WriteAsync(transaction => Read(transaction, "reference = $name OR id = CAST($name AS INTEGER) AND $name NOT GLOB '*[^0-9]*'", ("$name", idOrReference)).FirstOrDefault());

    /// <summary>Claims a message before something is decided on it, so that no other node does at the same time.</summary>
    /// <exception cref="IOException">Another node has it, or the database that knows is not to be had.</exception>
    public async Task<HeldClaim> ClaimAsync(HeldMessage message, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Claims is { } claims && await claims.TryClaimAsync(message, cancellation) is { } claim ? claim : new HeldClaim(await FindAsync(message.Reference));
    }

    /// <summary>The reference numbers of every message.</summary>
    /// <exception cref="StateException">The file cannot be read.</exception>
    public Task<HashSet<string>> ReferencesAsync() => _writer.WriteAsync(transaction =>
    {
        using var command = transaction.Command("SELECT reference FROM held");
        using var row = command.ExecuteReader();
        var references = new HashSet<string>(StringComparer.Ordinal);
        while (row.Read())
        {
            references.Add(row.GetString(0));
        }

        return references;
    });

    /// <summary>Notes what an inner server said of a recipient. With the last recipient the message is released.</summary>
    /// <param name="id">The message's number.</param>
    /// <param name="position">The recipient's place, from 0.</param>
    /// <param name="isReleased">Whether the server has taken the message for it.</param>
    /// <param name="answer">What it said.</param>
    /// <exception cref="StateException">It cannot be written.</exception>
    public Task NoteAnswerAsync(long id, int position, bool isReleased, string answer) => _writer.WriteAsync(transaction =>
    {
        transaction.Run(
            "UPDATE held_recipients SET released = $released, answer = $answer WHERE message = $id AND position = $position",
            ("$id", id), ("$position", position), ("$released", isReleased), ("$answer", answer));
        transaction.Run(
            "UPDATE held SET state = $released WHERE id = $id AND NOT EXISTS (SELECT 1 FROM held_recipients WHERE message = $id AND released = 0)",
            ("$id", id), ("$released", (int)HeldState.Released));
        Changed(transaction);
    });

    /// <summary>Takes a message out.</summary>
    /// <returns>Whether it was there.</returns>
    /// <exception cref="StateException">It cannot be written.</exception>
    public Task<bool> RemoveAsync(long id) => _writer.WriteAsync(transaction =>
    {
        var removed = transaction.Run("DELETE FROM held WHERE id = $id", ("$id", id)) > 0;
        if (removed)
        {
            Changed(transaction);
        }

        return removed;
    });

    /// <summary>Takes out what came before a moment.</summary>
    /// <returns>The messages that are gone.</returns>
    /// <exception cref="StateException">It cannot be written.</exception>
    public Task<ImmutableArray<HeldMessage>> RemoveOlderAsync(DateTimeOffset than) => _writer.WriteAsync(transaction =>
    {
        var old = Read(transaction, "received < $than", ("$than", than.ToUnixTimeMilliseconds()));
        if (old.Count > 0)
        {
            transaction.Run("DELETE FROM held WHERE received < $than", ("$than", than.ToUnixTimeMilliseconds()));
            Changed(transaction);
        }

        return old.ToImmutableArray();
    });

    /// <summary>The message with a reference number, or null.</summary>
    internal static HeldMessage? Find(StateTransaction reading, string reference) => Read(reading, "reference = $reference", ("$reference", reference)).FirstOrDefault();

    void IStateSnapshot.Load(StateTransaction reading) => _totals = Totaled(reading);

    private void Changed(StateTransaction transaction)
    {
        transaction.Touch(StateSection.Held);
        var totals = Totaled(transaction);
        transaction.OnCommitted(() => _totals = totals);
    }

    private static HeldTotals Totaled(StateTransaction reading)
    {
        using var command = reading.Command("SELECT count(*), ifnull(sum(size), 0) FROM held WHERE state = 0");
        using var row = command.ExecuteReader();
        row.Read();
        return new HeldTotals(row.GetInt32(0), row.GetInt64(1));
    }

    private static List<HeldMessage> Read(StateTransaction reading, string condition, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = reading.Command($"SELECT {Columns} FROM held WHERE {condition} ORDER BY id", parameters);
        var messages = new List<HeldMessage>();
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            var id = row.GetInt64(0);
            messages.Add(new HeldMessage
            {
                Id = id,
                Reference = row.GetString(1),
                Received = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)),
                Connector = row.GetString(3),
                Client = row.GetString(4),
                ClientName = row.IsDBNull(5) ? null : row.GetString(5),
                Sender = row.GetString(6),
                MailParameters = row.GetString(7),
                Recipients = Recipients(reading, id),
                Subject = row.GetString(8),
                Agent = row.GetString(9),
                Reason = row.GetString(10),
                Evidence = row.GetString(11),
                Size = row.GetInt64(12),
                State = (HeldState)row.GetInt32(13),
            });
        }

        return messages;
    }

    private static ImmutableArray<HeldRecipient> Recipients(StateTransaction reading, long id)
    {
        using var command = reading.Command("SELECT address, parameters, released, answer FROM held_recipients WHERE message = $id ORDER BY position", ("$id", id));
        using var row = command.ExecuteReader();
        var recipients = ImmutableArray.CreateBuilder<HeldRecipient>();
        while (row.Read())
        {
            recipients.Add(new HeldRecipient(row.GetString(0), row.GetString(1), row.GetBoolean(2), row.IsDBNull(3) ? null : row.GetString(3)));
        }

        return recipients.ToImmutable();
    }
}
