package dev.sopflow.contact;

import dev.sopflow.time.DbTime;
import dev.sopflow.web.Page;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The people the house knows. */
@Service
public class Contacts {

  private static final int LONGEST_ADDRESS = 64;

  private final JdbcClient db;
  private final People people;
  private final PeopleWriter writer;
  private final ContactSearch search;
  private final PositionLevels levels;
  private final Words words;
  private final Clock clock;

  Contacts(
      JdbcClient db,
      People people,
      PeopleWriter writer,
      ContactSearch search,
      PositionLevels levels,
      Words words,
      Clock clock) {
    this.db = db;
    this.people = people;
    this.writer = writer;
    this.search = search;
    this.levels = levels;
    this.words = words;
    this.clock = clock;
  }

  /**
   * Keeps a contact from others to the end of the caller's transaction. To be called before rows of
   * theirs are changed, so that no two wait in a circle; an unknown one is none to wait for.
   */
  public void lock(long contactId) {
    people.lock(List.of(contactId));
  }

  /** As {@link #lock(long)}, by id. */
  public void lock(Collection<Long> contactIds) {
    people.lock(contactIds);
  }

  public Optional<Contact> find(long id) {
    return findAll(List.of(id)).stream().findFirst();
  }

  /**
   * @throws UnknownContact if there is none with this id
   */
  public Contact get(long id) {
    return known(id).contact();
  }

  /** The contacts with these ids, in the order of the ids; unknown ids are left out. */
  public List<Contact> findAll(Collection<Long> ids) {
    return people.withIds(ids).stream().map(Person::contact).toList();
  }

  /** Everything by which the contact is known again, the preferred of each kind first. */
  public List<Identity> identitiesOf(long contactId) {
    return known(contactId).profile().identities();
  }

  /**
   * The people whose name (by any end), company, e-mail, number or id begins with these words, by
   * name; all of them for no words.
   */
  public Page<Contact> search(String words, Page.Asked page) {
    return search.find(words, page);
  }

  /**
   * Stores a new contact and returns its id.
   *
   * @throws org.springframework.dao.DuplicateKeyException if one of the identities belongs to a
   *     known contact
   */
  @Transactional
  public long add(Profile who, String actor) {
    var id = writer.add(List.of(who), this::levelOf).get(0);
    writer.note(Map.of(id, "CREATED"), "", actor);
    return id;
  }

  /**
   * Corrects the portrait in the caller's transaction.
   *
   * @throws UnknownContact if there is none with this id
   * @throws IllegalArgumentException in plain words, if a value is too long
   */
  @Transactional
  public void correct(long contactId, Correction learned, String actor) {
    people.lock(List.of(contactId));
    var before = known(contactId).profile();
    var title = corrected("title", learned.positionTitle(), before.positionTitle(), 200);
    var company = corrected("company", learned.company(), before.company(), 200);
    var city = corrected("city", learned.city(), before.city(), 100);
    var after = before.workingAs(title, company).inCity(city);
    if (!after.equals(before)) {
      writer.change(Map.of(contactId, new Change(before, after)), this::levelOf);
      writer.note(Map.of(contactId, "CORRECTED"), String.join(" / ", title, company, city), actor);
    }
  }

  /**
   * Keeps one more way to know a contact again, in the caller's transaction.
   *
   * @throws UnknownContact if there is none with this id
   * @throws IllegalArgumentException in plain words, if it is another contact's, or too long
   */
  @Transactional
  public void know(long contactId, Identity address, String actor) {
    people.lock(List.of(contactId));
    var owner = people.ownersOf(List.of(address)).get(address);
    if (address.value().length() > LONGEST_ADDRESS) {
      throw new IllegalArgumentException(words.say("contact.toolong.address", LONGEST_ADDRESS));
    }
    if (owner != null && owner != contactId) {
      throw new IllegalArgumentException(words.say("contact.address.taken", address.value()));
    }
    var before = known(contactId).profile();
    if (owner == null) {
      var after = before.with(address.kind(), address.value());
      writer.change(Map.of(contactId, new Change(before, after)), this::levelOf);
      writer.note(Map.of(contactId, "CORRECTED"), address.value(), actor);
    }
  }

  /**
   * Writes what happened to a contact elsewhere into their history, in the caller's transaction.
   *
   * @param kind a key in the message bundle {@code messages/insight}, after {@code insight.contact}
   * @param detail a few words for people, or empty
   */
  @Transactional
  public void note(long contactId, String kind, String detail, String actor) {
    writer.note(Map.of(contactId, kind), detail, actor);
  }

  private Person known(long id) {
    return people.withIds(List.of(id)).stream()
        .findFirst()
        .orElseThrow(() -> new UnknownContact(words.say("contact.unknown", "" + id)));
  }

  private String corrected(String field, String value, String known, int most) {
    if (value != null && value.strip().length() > most) {
      throw new IllegalArgumentException(
          words.say("contact.toolong." + field, value.length(), most));
    }
    return value == null || value.isBlank() ? known : Names.clean(value, most);
  }

  /** Puts a tag on every contact of the set; returns how many were new to it. */
  @Transactional
  public int tag(ContactSet who, String tag, String actor) {
    var word = Names.clean(tag, 101);
    if (word.isEmpty() || word.length() > 100) {
      throw new IllegalArgumentException(words.say("contact.badtag"));
    }
    db.sql(
            """
            insert into contact_event (contact_id, at, kind, detail, actor)
            select c.contact_id, :now, 'TAGGED', :tag, :actor from (%s) c where not exists
            (select 1 from contact_tag t where t.contact_id = c.contact_id and t.tag = :tag)
            order by c.contact_id
            """
                .formatted(who.sql()))
        .params(
            who.paramsWith(Map.of("tag", word, "actor", actor, "now", DbTime.db(clock.instant()))))
        .update();
    return db.sql(
            """
            insert into contact_tag (contact_id, tag)
            select distinct c.contact_id, cast(:tag as varchar(100)) as tag from (%s) c where not exists
            (select 1 from contact_tag t where t.contact_id = c.contact_id and t.tag = :tag)
            order by c.contact_id
            """
                .formatted(who.sql()))
        .params(who.paramsWith(Map.of("tag", word)))
        .update();
  }

  private PositionLevel levelOf(String title) {
    return title.isEmpty() ? PositionLevel.STAFF : levels.of(title);
  }
}
