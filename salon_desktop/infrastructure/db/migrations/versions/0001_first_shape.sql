-- The first shape of a salon's file. Never edited after a release.

CREATE TABLE absence (
    id INTEGER NOT NULL,
    subject_kind VARCHAR(40) NOT NULL,
    subject_id INTEGER NOT NULL,
    kind VARCHAR(40) NOT NULL,
    first_day DATE NOT NULL,
    last_day DATE NOT NULL,
    start_minute INTEGER NOT NULL,
    end_minute INTEGER NOT NULL,
    weekday INTEGER,
    note VARCHAR(300),
    CONSTRAINT pk_absence PRIMARY KEY (id),
    CONSTRAINT ck_absence_known_subject CHECK (subject_kind IN ('operator', 'resource')),
    CONSTRAINT ck_absence_ends_after_start CHECK (end_minute > start_minute),
    CONSTRAINT ck_absence_ends_after_first_day CHECK (last_day >= first_day)
);

CREATE INDEX ix_absence_last_day ON absence (last_day);

CREATE INDEX ix_absence_subject_kind_subject_id_last_day ON absence (subject_kind, subject_id, last_day);

CREATE TABLE account_health (
    id INTEGER NOT NULL,
    name VARCHAR(40) NOT NULL,
    value JSON NOT NULL,
    said_at DATETIME NOT NULL,
    CONSTRAINT pk_account_health PRIMARY KEY (id)
);

CREATE INDEX ix_account_health_name_id ON account_health (name, id);

CREATE TABLE catalogue_stamp (
    id INTEGER NOT NULL,
    stamp INTEGER NOT NULL,
    CONSTRAINT pk_catalogue_stamp PRIMARY KEY (id),
    CONSTRAINT ck_catalogue_stamp_one_row CHECK (id = 1)
);

CREATE TABLE client (
    id INTEGER NOT NULL,
    "key" VARCHAR(36) NOT NULL,
    first_name VARCHAR(120) NOT NULL,
    last_name VARCHAR(120) NOT NULL,
    folded_first TEXT NOT NULL,
    folded_last TEXT NOT NULL,
    sorted_name TEXT NOT NULL,
    language VARCHAR(40) NOT NULL,
    email VARCHAR(300),
    birth_date DATE,
    note VARCHAR(4000),
    alert VARCHAR(300),
    last_visit_on DATE,
    created_at DATETIME NOT NULL,
    erased_at DATETIME,
    restricted_at DATETIME,
    origin VARCHAR(40) NOT NULL,
    CONSTRAINT pk_client PRIMARY KEY (id),
    CONSTRAINT ck_client_first_name_stored CHECK (length(first_name) <= 120 AND instr(first_name, char(0)) = 0),
    CONSTRAINT ck_client_last_name_stored CHECK (length(last_name) <= 120 AND instr(last_name, char(0)) = 0),
    CONSTRAINT ck_client_email_stored CHECK (length(email) <= 300 AND instr(email, char(0)) = 0),
    CONSTRAINT ck_client_note_stored CHECK (length(note) <= 4000 AND instr(note, char(0)) = 0),
    CONSTRAINT ck_client_alert_stored CHECK (length(alert) <= 300 AND instr(alert, char(0)) = 0),
    CONSTRAINT uq_client_key UNIQUE ("key")
);

CREATE INDEX ix_client_created_at ON client (created_at) WHERE erased_at IS NULL;

CREATE INDEX ix_client_first_last ON client (folded_first, folded_last) WHERE erased_at IS NULL;

CREATE INDEX ix_client_last_first ON client (folded_last, folded_first) WHERE erased_at IS NULL;

CREATE INDEX ix_client_namesakes ON client (sorted_name, birth_date) WHERE erased_at IS NULL;

CREATE INDEX ix_client_visits ON client (last_visit_on, erased_at) WHERE erased_at IS NULL;

CREATE TABLE desk (
    id INTEGER NOT NULL,
    name VARCHAR(120) NOT NULL,
    CONSTRAINT pk_desk PRIMARY KEY (id)
);

CREATE TABLE evidence (
    id INTEGER NOT NULL,
    "key" VARCHAR(36) NOT NULL,
    kind VARCHAR(40) NOT NULL,
    media_type VARCHAR(40) NOT NULL,
    content BLOB NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    created_at DATETIME NOT NULL,
    CONSTRAINT pk_evidence PRIMARY KEY (id),
    CONSTRAINT uq_evidence_key UNIQUE ("key")
);

CREATE TABLE inbound_delivery (
    id INTEGER NOT NULL,
    relay_seq INTEGER,
    sha256 VARCHAR(64) NOT NULL,
    body BLOB NOT NULL,
    signature VARCHAR(300) NOT NULL,
    received_at DATETIME NOT NULL,
    stored_at DATETIME NOT NULL,
    applied_at DATETIME,
    outcome VARCHAR(40),
    CONSTRAINT pk_inbound_delivery PRIMARY KEY (id),
    CONSTRAINT uq_inbound_delivery_sha256 UNIQUE (sha256)
);

CREATE INDEX ix_inbound_delivery_applied_at ON inbound_delivery (applied_at) WHERE applied_at IS NULL;

CREATE TABLE opening_exception (
    id INTEGER NOT NULL,
    day DATE NOT NULL,
    start_minute INTEGER,
    end_minute INTEGER,
    reason VARCHAR(300),
    CONSTRAINT pk_opening_exception PRIMARY KEY (id)
);

CREATE INDEX ix_opening_exception_day ON opening_exception (day);

CREATE TABLE opening_hours (
    id INTEGER NOT NULL,
    weekday INTEGER NOT NULL,
    start_minute INTEGER NOT NULL,
    end_minute INTEGER NOT NULL,
    CONSTRAINT pk_opening_hours PRIMARY KEY (id),
    CONSTRAINT uq_opening_hours_weekday_start_minute UNIQUE (weekday, start_minute),
    CONSTRAINT ck_opening_hours_ends_after_start CHECK (end_minute > start_minute)
);

CREATE TABLE operator (
    id INTEGER NOT NULL,
    name VARCHAR(120) NOT NULL,
    role VARCHAR(40) NOT NULL,
    colour VARCHAR(40) NOT NULL,
    position INTEGER NOT NULL,
    active BOOLEAN NOT NULL,
    CONSTRAINT pk_operator PRIMARY KEY (id)
);

CREATE TABLE pending_status (
    id INTEGER NOT NULL,
    platform_id VARCHAR(300) NOT NULL,
    status VARCHAR(40) NOT NULL,
    error_code INTEGER,
    happened_at DATETIME NOT NULL,
    CONSTRAINT pk_pending_status PRIMARY KEY (id),
    CONSTRAINT uq_pending_status_platform_id_status UNIQUE (platform_id, status)
);

CREATE TABLE person (
    id INTEGER NOT NULL,
    name VARCHAR(120) NOT NULL,
    role VARCHAR(40) NOT NULL,
    active BOOLEAN NOT NULL,
    CONSTRAINT pk_person PRIMARY KEY (id)
);

CREATE TABLE relay_cursor (
    id INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    CONSTRAINT pk_relay_cursor PRIMARY KEY (id),
    CONSTRAINT ck_relay_cursor_one_row CHECK (id = 1)
);

CREATE TABLE resource_kind (
    id INTEGER NOT NULL,
    code VARCHAR(40) NOT NULL,
    name VARCHAR(120) NOT NULL,
    class VARCHAR(40) NOT NULL,
    CONSTRAINT pk_resource_kind PRIMARY KEY (id),
    CONSTRAINT ck_resource_kind_known_class CHECK (class IN ('room', 'device')),
    CONSTRAINT uq_resource_kind_code UNIQUE (code)
);

CREATE TABLE secret (
    name VARCHAR(40) NOT NULL,
    value VARCHAR(3000) NOT NULL,
    CONSTRAINT pk_secret PRIMARY KEY (name)
);

CREATE TABLE service (
    id INTEGER NOT NULL,
    code VARCHAR(40),
    category VARCHAR(40) NOT NULL,
    name VARCHAR(120) NOT NULL,
    active_before INTEGER NOT NULL,
    processing INTEGER NOT NULL,
    active_after INTEGER NOT NULL,
    buffer INTEGER NOT NULL,
    price_cents INTEGER NOT NULL,
    currency VARCHAR(3) NOT NULL,
    interval_weeks INTEGER,
    patch_test BOOLEAN NOT NULL,
    patch_months INTEGER NOT NULL,
    patch_lead_hours INTEGER NOT NULL,
    minors VARCHAR(40) NOT NULL,
    health_form BOOLEAN NOT NULL,
    consent_form BOOLEAN NOT NULL,
    weeks_apart INTEGER NOT NULL,
    notice_minutes INTEGER NOT NULL,
    is_add_on BOOLEAN NOT NULL,
    position INTEGER NOT NULL,
    active BOOLEAN NOT NULL,
    CONSTRAINT pk_service PRIMARY KEY (id),
    CONSTRAINT ck_service_minutes CHECK (active_before >= 0 AND processing >= 0 AND active_after >= 0 AND buffer >= 0 AND active_before + processing + active_after > 0)
);

CREATE TABLE suppression (
    number_hash VARCHAR(64) NOT NULL,
    since DATETIME NOT NULL,
    event_key VARCHAR(36),
    CONSTRAINT pk_suppression PRIMARY KEY (number_hash)
);

CREATE TABLE template (
    id INTEGER NOT NULL,
    name VARCHAR(300) NOT NULL,
    language VARCHAR(40) NOT NULL,
    platform_id VARCHAR(300),
    status VARCHAR(40) NOT NULL,
    category VARCHAR(40) NOT NULL,
    expected_category VARCHAR(40),
    quality VARCHAR(40),
    ttl_seconds INTEGER,
    components JSON NOT NULL,
    synced_at DATETIME NOT NULL,
    CONSTRAINT pk_template PRIMARY KEY (id),
    CONSTRAINT uq_template_name_language UNIQUE (name, language)
);

CREATE TABLE valve (
    name VARCHAR(300) NOT NULL,
    reason VARCHAR(40) NOT NULL,
    code INTEGER,
    closed_at DATETIME NOT NULL,
    opens_at DATETIME,
    CONSTRAINT pk_valve PRIMARY KEY (name)
);

CREATE TABLE wording (
    id INTEGER NOT NULL,
    kind VARCHAR(40) NOT NULL,
    language VARCHAR(40) NOT NULL,
    version INTEGER NOT NULL,
    text TEXT NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    created_at DATETIME NOT NULL,
    CONSTRAINT pk_wording PRIMARY KEY (id),
    CONSTRAINT uq_wording_kind_language_version UNIQUE (kind, language, version)
);

CREATE TABLE appointment (
    id INTEGER NOT NULL,
    "key" VARCHAR(36) NOT NULL,
    client_id INTEGER,
    walk_in_name VARCHAR(120),
    day DATE NOT NULL,
    start_minute INTEGER NOT NULL,
    end_minute INTEGER NOT NULL,
    zone VARCHAR(40) NOT NULL,
    starts_at DATETIME NOT NULL,
    status VARCHAR(40) NOT NULL,
    cancel_reason VARCHAR(40),
    origin VARCHAR(40) NOT NULL,
    booked_by VARCHAR(120),
    note VARCHAR(4000),
    late_minutes INTEGER NOT NULL,
    hold_expires_at DATETIME,
    created_at DATETIME NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_appointment PRIMARY KEY (id),
    CONSTRAINT ck_appointment_ends_after_start CHECK (end_minute > start_minute),
    CONSTRAINT uq_appointment_key UNIQUE ("key"),
    CONSTRAINT fk_appointment_client_id FOREIGN KEY(client_id) REFERENCES client (id) ON DELETE RESTRICT
);

CREATE INDEX ix_appointment_client_id_day ON appointment (client_id, day);

CREATE INDEX ix_appointment_day_start_minute ON appointment (day, start_minute);

CREATE TABLE client_duplicate (
    client_id INTEGER NOT NULL,
    other_id INTEGER NOT NULL,
    why VARCHAR(40) NOT NULL,
    found_at DATETIME NOT NULL,
    decided VARCHAR(36),
    CONSTRAINT pk_client_duplicate PRIMARY KEY (client_id, other_id),
    CONSTRAINT fk_client_duplicate_client_id FOREIGN KEY(client_id) REFERENCES client (id) ON DELETE CASCADE,
    CONSTRAINT fk_client_duplicate_other_id FOREIGN KEY(other_id) REFERENCES client (id) ON DELETE CASCADE
);

CREATE INDEX ix_client_duplicate_open ON client_duplicate (found_at) WHERE decided IS NULL;

CREATE INDEX ix_client_duplicate_other_id ON client_duplicate (other_id);

CREATE TABLE client_import (
    id INTEGER NOT NULL,
    "key" VARCHAR(36) NOT NULL,
    file_sha256 VARCHAR(64) NOT NULL,
    reading VARCHAR(64) NOT NULL,
    started_at DATETIME NOT NULL,
    finished_at DATETIME,
    person_id INTEGER NOT NULL,
    CONSTRAINT pk_client_import PRIMARY KEY (id),
    CONSTRAINT uq_client_import_file_sha256_reading UNIQUE (file_sha256, reading),
    CONSTRAINT uq_client_import_key UNIQUE ("key"),
    CONSTRAINT fk_client_import_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE RESTRICT
);

CREATE TABLE client_phone (
    id INTEGER NOT NULL,
    client_id INTEGER NOT NULL,
    as_typed VARCHAR(64) NOT NULL,
    e164 VARCHAR(40) NOT NULL,
    region VARCHAR(2),
    kind VARCHAR(40) NOT NULL,
    on_platform VARCHAR(40) NOT NULL,
    checked_at DATETIME,
    platform_user_id VARCHAR(300),
    valid_from DATE,
    valid_to DATE,
    CONSTRAINT pk_client_phone PRIMARY KEY (id),
    CONSTRAINT ck_client_phone_as_typed_stored CHECK (length(as_typed) <= 64 AND instr(as_typed, char(0)) = 0),
    CONSTRAINT fk_client_phone_client_id FOREIGN KEY(client_id) REFERENCES client (id) ON DELETE CASCADE
);

CREATE INDEX ix_client_phone_client_id ON client_phone (client_id);

CREATE INDEX ix_client_phone_e164_client_id ON client_phone (e164, client_id);

CREATE INDEX ix_client_phone_platform_user_id ON client_phone (platform_user_id);

CREATE TABLE client_text (
    client_id INTEGER NOT NULL,
    text TEXT NOT NULL,
    CONSTRAINT pk_client_text PRIMARY KEY (client_id),
    CONSTRAINT fk_client_text_client_id FOREIGN KEY(client_id) REFERENCES client (id) ON DELETE CASCADE
);

CREATE TABLE consent_event (
    seq INTEGER NOT NULL,
    "key" VARCHAR(36) NOT NULL,
    prev_hash VARCHAR(64) NOT NULL,
    hash VARCHAR(64) NOT NULL,
    body TEXT NOT NULL,
    client_id INTEGER NOT NULL,
    channel VARCHAR(40) NOT NULL,
    purpose VARCHAR(40) NOT NULL,
    kind VARCHAR(40) NOT NULL,
    method VARCHAR(40) NOT NULL,
    strength INTEGER NOT NULL,
    happened_at DATETIME NOT NULL,
    recorded_at DATETIME NOT NULL,
    valid_until DATETIME,
    CONSTRAINT pk_consent_event PRIMARY KEY (seq),
    CONSTRAINT ck_consent_event_hashes CHECK (length(hash) = 64 AND length(prev_hash) = 64),
    CONSTRAINT uq_consent_event_key UNIQUE ("key"),
    CONSTRAINT uq_consent_event_hash UNIQUE (hash),
    CONSTRAINT fk_consent_event_client_id FOREIGN KEY(client_id) REFERENCES client (id) ON DELETE RESTRICT
);

CREATE INDEX ix_consent_event_client_id_seq ON consent_event (client_id, seq);

CREATE TABLE consent_state (
    client_id INTEGER NOT NULL,
    channel VARCHAR(40) NOT NULL,
    address VARCHAR(300) NOT NULL,
    purpose VARCHAR(40) NOT NULL,
    state VARCHAR(40) NOT NULL,
    event_seq INTEGER,
    event_key VARCHAR(36) NOT NULL,
    method VARCHAR(40),
    strength INTEGER,
    decided_at DATETIME,
    valid_until DATETIME,
    wording_id INTEGER,
    wording_version INTEGER,
    wording_hash VARCHAR(64),
    wording_language VARCHAR(40),
    asked_at DATETIME,
    lowered_at DATETIME,
    platform_blocked BOOLEAN NOT NULL,
    CONSTRAINT pk_consent_state PRIMARY KEY (client_id, channel, address, purpose),
    CONSTRAINT fk_consent_state_client_id FOREIGN KEY(client_id) REFERENCES client (id) ON DELETE RESTRICT
);

CREATE INDEX ix_consent_state_purpose_state ON consent_state (purpose, state);

CREATE TABLE inbound_event (
    id INTEGER NOT NULL,
    "key" VARCHAR(36) NOT NULL,
    dedupe_key VARCHAR(300) NOT NULL,
    delivery_id INTEGER NOT NULL,
    kind VARCHAR(40) NOT NULL,
    platform_id VARCHAR(300),
    context_id VARCHAR(300),
    client_id INTEGER,
    address VARCHAR(300),
    user_id VARCHAR(300),
    text TEXT,
    payload VARCHAR(300),
    happened_at DATETIME NOT NULL,
    applied_at DATETIME NOT NULL,
    outcome VARCHAR(40) NOT NULL,
    needs_person BOOLEAN NOT NULL,
    handled_at DATETIME,
    answered BOOLEAN NOT NULL,
    CONSTRAINT pk_inbound_event PRIMARY KEY (id),
    CONSTRAINT uq_inbound_event_key UNIQUE ("key"),
    CONSTRAINT uq_inbound_event_dedupe_key UNIQUE (dedupe_key),
    CONSTRAINT fk_inbound_event_delivery_id FOREIGN KEY(delivery_id) REFERENCES inbound_delivery (id) ON DELETE RESTRICT,
    CONSTRAINT fk_inbound_event_client_id FOREIGN KEY(client_id) REFERENCES client (id) ON DELETE RESTRICT
);

CREATE INDEX ix_inbound_event_address_id ON inbound_event (address, id);

CREATE INDEX ix_inbound_event_client_id_id ON inbound_event (client_id, id);

CREATE INDEX ix_inbound_event_open ON inbound_event (id) WHERE needs_person = 1 AND handled_at IS NULL;

CREATE TABLE operator_skill (
    operator_id INTEGER NOT NULL,
    service_id INTEGER NOT NULL,
    active_before INTEGER,
    processing INTEGER,
    active_after INTEGER,
    buffer INTEGER,
    price_cents INTEGER,
    CONSTRAINT pk_operator_skill PRIMARY KEY (operator_id, service_id),
    CONSTRAINT fk_operator_skill_operator_id FOREIGN KEY(operator_id) REFERENCES operator (id) ON DELETE CASCADE,
    CONSTRAINT fk_operator_skill_service_id FOREIGN KEY(service_id) REFERENCES service (id) ON DELETE CASCADE
);

CREATE INDEX ix_operator_skill_service_id_operator_id ON operator_skill (service_id, operator_id);

CREATE TABLE resource (
    id INTEGER NOT NULL,
    kind_id INTEGER NOT NULL,
    name VARCHAR(120) NOT NULL,
    position INTEGER NOT NULL,
    active BOOLEAN NOT NULL,
    CONSTRAINT pk_resource PRIMARY KEY (id),
    CONSTRAINT fk_resource_kind_id FOREIGN KEY(kind_id) REFERENCES resource_kind (id) ON DELETE RESTRICT
);

CREATE INDEX ix_resource_kind_id ON resource (kind_id);

CREATE TABLE salon_setting (
    id INTEGER NOT NULL,
    name VARCHAR(40) NOT NULL,
    value JSON NOT NULL,
    changed_at DATETIME NOT NULL,
    person_id INTEGER,
    desk_id INTEGER,
    CONSTRAINT pk_salon_setting PRIMARY KEY (id),
    CONSTRAINT fk_salon_setting_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE RESTRICT,
    CONSTRAINT fk_salon_setting_desk_id FOREIGN KEY(desk_id) REFERENCES desk (id) ON DELETE RESTRICT
);

CREATE INDEX ix_salon_setting_name_id ON salon_setting (name, id);

CREATE TABLE service_need (
    service_id INTEGER NOT NULL,
    kind_id INTEGER NOT NULL,
    units INTEGER NOT NULL,
    CONSTRAINT pk_service_need PRIMARY KEY (service_id, kind_id),
    CONSTRAINT fk_service_need_service_id FOREIGN KEY(service_id) REFERENCES service (id) ON DELETE CASCADE,
    CONSTRAINT fk_service_need_kind_id FOREIGN KEY(kind_id) REFERENCES resource_kind (id) ON DELETE RESTRICT
);

CREATE TABLE shift (
    id INTEGER NOT NULL,
    operator_id INTEGER NOT NULL,
    weekday INTEGER,
    day DATE,
    start_minute INTEGER,
    end_minute INTEGER,
    valid_from DATE,
    valid_to DATE,
    CONSTRAINT pk_shift PRIMARY KEY (id),
    CONSTRAINT ck_shift_weekly_or_dated CHECK ((weekday IS NULL) <> (day IS NULL)),
    CONSTRAINT ck_shift_ends_after_start CHECK (end_minute > start_minute),
    CONSTRAINT fk_shift_operator_id FOREIGN KEY(operator_id) REFERENCES operator (id) ON DELETE CASCADE
);

CREATE INDEX ix_shift_operator_id ON shift (operator_id);

CREATE TABLE agenda_event (
    id INTEGER NOT NULL,
    "key" VARCHAR(36) NOT NULL,
    appointment_id INTEGER NOT NULL,
    kind VARCHAR(40) NOT NULL,
    "before" JSON,
    "after" JSON,
    client_told BOOLEAN,
    person_id INTEGER NOT NULL,
    desk_id INTEGER NOT NULL,
    happened_at DATETIME NOT NULL,
    undo_group VARCHAR(36) NOT NULL,
    undoes_group VARCHAR(36),
    CONSTRAINT pk_agenda_event PRIMARY KEY (id),
    CONSTRAINT uq_agenda_event_key UNIQUE ("key"),
    CONSTRAINT fk_agenda_event_appointment_id FOREIGN KEY(appointment_id) REFERENCES appointment (id) ON DELETE RESTRICT,
    CONSTRAINT fk_agenda_event_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE RESTRICT,
    CONSTRAINT fk_agenda_event_desk_id FOREIGN KEY(desk_id) REFERENCES desk (id) ON DELETE RESTRICT
);

CREATE INDEX ix_agenda_event_appointment_id_id ON agenda_event (appointment_id, id);

CREATE INDEX ix_agenda_event_desk_id_id ON agenda_event (desk_id, id);

CREATE INDEX ix_agenda_event_undo_group ON agenda_event (undo_group);

CREATE TABLE appointment_step (
    id INTEGER NOT NULL,
    appointment_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    service_id INTEGER NOT NULL,
    operator_id INTEGER NOT NULL,
    operator_requested BOOLEAN NOT NULL,
    start_minute INTEGER NOT NULL,
    active_before INTEGER NOT NULL,
    processing INTEGER NOT NULL,
    active_after INTEGER NOT NULL,
    buffer INTEGER NOT NULL,
    price_cents INTEGER NOT NULL,
    currency VARCHAR(3) NOT NULL,
    CONSTRAINT pk_appointment_step PRIMARY KEY (id),
    CONSTRAINT uq_appointment_step_appointment_id_position UNIQUE (appointment_id, position),
    CONSTRAINT fk_appointment_step_appointment_id FOREIGN KEY(appointment_id) REFERENCES appointment (id) ON DELETE CASCADE,
    CONSTRAINT fk_appointment_step_service_id FOREIGN KEY(service_id) REFERENCES service (id) ON DELETE RESTRICT,
    CONSTRAINT fk_appointment_step_operator_id FOREIGN KEY(operator_id) REFERENCES operator (id) ON DELETE RESTRICT
);

CREATE TABLE claim (
    id INTEGER NOT NULL,
    subject_kind VARCHAR(40) NOT NULL,
    subject_id INTEGER NOT NULL,
    day DATE NOT NULL,
    start_minute INTEGER NOT NULL,
    end_minute INTEGER NOT NULL,
    part VARCHAR(40) NOT NULL,
    appointment_id INTEGER,
    absence_id INTEGER,
    step_position INTEGER,
    hold_owner VARCHAR(36),
    hold_expires_at DATETIME,
    reason VARCHAR(300),
    approved_by INTEGER,
    CONSTRAINT pk_claim PRIMARY KEY (id),
    CONSTRAINT ck_claim_ends_after_start CHECK (end_minute > start_minute),
    CONSTRAINT ck_claim_inside_the_day CHECK (start_minute >= 0 AND end_minute <= 1440),
    CONSTRAINT ck_claim_known_subject CHECK (subject_kind IN ('operator', 'resource', 'client', 'salon')),
    CONSTRAINT ck_claim_known_part CHECK (part IN ('work', 'buffer', 'hold', 'absence', 'break', 'closed')),
    CONSTRAINT ck_claim_only_holds_expire CHECK ((part = 'hold') = (hold_expires_at IS NOT NULL)),
    CONSTRAINT fk_claim_appointment_id FOREIGN KEY(appointment_id) REFERENCES appointment (id) ON DELETE CASCADE,
    CONSTRAINT fk_claim_absence_id FOREIGN KEY(absence_id) REFERENCES absence (id) ON DELETE CASCADE,
    CONSTRAINT fk_claim_approved_by FOREIGN KEY(approved_by) REFERENCES person (id) ON DELETE RESTRICT
);

CREATE INDEX ix_claim_absence_id ON claim (absence_id) WHERE absence_id IS NOT NULL;

CREATE INDEX ix_claim_appointment_id ON claim (appointment_id);

CREATE INDEX ix_claim_explained ON claim (day) WHERE reason IS NOT NULL;

CREATE INDEX ix_claim_hold_expires_at ON claim (hold_expires_at) WHERE hold_expires_at IS NOT NULL;

CREATE INDEX ix_claim_subject_day ON claim (subject_kind, subject_id, day, start_minute);

CREATE TABLE client_import_line (
    import_id INTEGER NOT NULL,
    line INTEGER NOT NULL,
    last_line INTEGER NOT NULL,
    sheet_row INTEGER NOT NULL,
    outcome VARCHAR(40) NOT NULL,
    reason VARCHAR(40),
    column_number INTEGER,
    warning VARCHAR(40),
    client_id INTEGER,
    like_id INTEGER,
    CONSTRAINT pk_client_import_line PRIMARY KEY (import_id, line),
    CONSTRAINT fk_client_import_line_import_id FOREIGN KEY(import_id) REFERENCES client_import (id) ON DELETE CASCADE,
    CONSTRAINT fk_client_import_line_client_id FOREIGN KEY(client_id) REFERENCES client (id) ON DELETE SET NULL,
    CONSTRAINT fk_client_import_line_like_id FOREIGN KEY(like_id) REFERENCES client (id) ON DELETE SET NULL
);

CREATE INDEX ix_client_import_line_client_id ON client_import_line (client_id);

CREATE INDEX ix_client_import_line_like_id ON client_import_line (like_id);

CREATE TABLE consent_detail (
    event_seq INTEGER NOT NULL,
    field VARCHAR(40) NOT NULL,
    value TEXT NOT NULL,
    salt BLOB NOT NULL,
    CONSTRAINT pk_consent_detail PRIMARY KEY (event_seq, field),
    CONSTRAINT fk_consent_detail_event_seq FOREIGN KEY(event_seq) REFERENCES consent_event (seq) ON DELETE RESTRICT
);

CREATE TABLE message (
    id INTEGER NOT NULL,
    "key" VARCHAR(36) NOT NULL,
    unique_key VARCHAR(300) NOT NULL,
    kind VARCHAR(40) NOT NULL,
    purpose VARCHAR(40) NOT NULL,
    channel VARCHAR(40) NOT NULL,
    client_id INTEGER,
    appointment_id INTEGER,
    address VARCHAR(300),
    template VARCHAR(300),
    language VARCHAR(40) NOT NULL,
    parameters JSON NOT NULL,
    content JSON,
    due_at DATETIME NOT NULL,
    expires_at DATETIME NOT NULL,
    not_before DATETIME,
    state VARCHAR(40) NOT NULL,
    reason VARCHAR(40),
    ground_kind VARCHAR(40),
    ground_id INTEGER,
    lease_owner VARCHAR(36),
    attempts INTEGER NOT NULL,
    platform_id VARCHAR(300),
    error_code INTEGER,
    created_at DATETIME NOT NULL,
    changed_at DATETIME NOT NULL,
    CONSTRAINT pk_message PRIMARY KEY (id),
    CONSTRAINT ck_message_known_state CHECK (state IN ('planned', 'held', 'sending', 'accepted', 'sent', 'delivered', 'read', 'failed', 'expired', 'blocked', 'voided', 'phoned', 'unknown')),
    CONSTRAINT ck_message_nothing_leaves_without_ground CHECK (state NOT IN ('sending', 'accepted', 'sent', 'delivered', 'read', 'unknown') OR (ground_kind IS NOT NULL AND ground_id IS NOT NULL)),
    CONSTRAINT ck_message_known_ground CHECK (ground_kind IN ('consent', 'inbound')),
    CONSTRAINT ck_message_sending_has_an_owner CHECK ((state = 'sending') = (lease_owner IS NOT NULL)),
    CONSTRAINT uq_message_key UNIQUE ("key"),
    CONSTRAINT uq_message_unique_key UNIQUE (unique_key),
    CONSTRAINT fk_message_client_id FOREIGN KEY(client_id) REFERENCES client (id) ON DELETE RESTRICT,
    CONSTRAINT fk_message_appointment_id FOREIGN KEY(appointment_id) REFERENCES appointment (id) ON DELETE RESTRICT
);

CREATE INDEX ix_message_appointment_id ON message (appointment_id);

CREATE INDEX ix_message_changed_at ON message (changed_at);

CREATE INDEX ix_message_client_id_id ON message (client_id, id);

CREATE INDEX ix_message_due ON message (state, due_at);

CREATE INDEX ix_message_platform_id ON message (platform_id) WHERE platform_id IS NOT NULL;

CREATE TABLE resource_serves (
    resource_id INTEGER NOT NULL,
    kind_id INTEGER NOT NULL,
    CONSTRAINT pk_resource_serves PRIMARY KEY (resource_id, kind_id),
    CONSTRAINT fk_resource_serves_resource_id FOREIGN KEY(resource_id) REFERENCES resource (id) ON DELETE CASCADE,
    CONSTRAINT fk_resource_serves_kind_id FOREIGN KEY(kind_id) REFERENCES resource_kind (id) ON DELETE RESTRICT
);

CREATE INDEX ix_resource_serves_kind_id_resource_id ON resource_serves (kind_id, resource_id);

CREATE TABLE message_event (
    id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    happened_at DATETIME NOT NULL,
    "before" VARCHAR(40),
    "after" VARCHAR(40) NOT NULL,
    reason VARCHAR(40),
    detail VARCHAR(300),
    ground_kind VARCHAR(40),
    ground_id INTEGER,
    CONSTRAINT pk_message_event PRIMARY KEY (id),
    CONSTRAINT fk_message_event_message_id FOREIGN KEY(message_id) REFERENCES message (id) ON DELETE RESTRICT
);

CREATE INDEX ix_message_event_message_id_id ON message_event (message_id, id);

CREATE TABLE step_resource (
    step_id INTEGER NOT NULL,
    resource_id INTEGER NOT NULL,
    CONSTRAINT pk_step_resource PRIMARY KEY (step_id, resource_id),
    CONSTRAINT fk_step_resource_step_id FOREIGN KEY(step_id) REFERENCES appointment_step (id) ON DELETE CASCADE,
    CONSTRAINT fk_step_resource_resource_id FOREIGN KEY(resource_id) REFERENCES resource (id) ON DELETE RESTRICT
);

CREATE VIRTUAL TABLE IF NOT EXISTS client_search USING fts5(
    text, content='client_text', content_rowid='client_id', tokenize='trigram', detail='full');
